/** The hunt: somebody is written wherever a person can be, is erased, and is then looked for in every column, file and copy. */
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { callerOf, CLIENT_A } from '#core/identity/testing.ts'
import { erasePerson, finish } from '#core/privacy/actions/erase.ts'
import { ERASURE_LIST, replayErasures } from '#core/privacy/public.ts'
import { personArchive } from '#core/privacy/queries/people.ts'
import { retentionWords } from '#core/privacy/ui/retention-words.ts'
import { recordKindsOf } from '#core/records/public.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { instant } from '#kit/time.ts'
import { readConfig } from '#platform/config/read.ts'
import { openDataFolder } from '#platform/datafolder/open.ts'
import { named } from '#platform/pg/tx.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { backupMeans } from './backup-means.ts'
import { openCore, type Core } from './core.ts'
import { restoreBackup } from './restoring.ts'
import { startStores } from './stores.ts'
import { callingAny, EMAIL, leaveTraces, MARKER, NAME, seedWorld } from '#test/support/traces.ts'
import { gunzipSync } from 'node:zlib'
import { uuidv7 } from 'uuidv7'

const owner = callerOf('owner')

const settings = { PITCREW_DATA: path.join(scratchFolder(), 'data') }
const before = path.join(scratchFolder(), 'before.backup')
const copies = path.join(scratchFolder(), 'copies')
let core: Core

function config(of: Readonly<Record<string, string>>) {
  const read = readConfig(of, '/')
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.config
}

beforeAll(async () => {
  const wanted = config(settings)
  const folder = await openDataFolder(wanted.dataFolder)
  const stores = await startStores(wanted, folder.path, testLogger)
  core = await openCore({ config: { ...wanted, dataFolder: folder.path }, stores, logger: testLogger })
  await core.listen.start()
  await core.platform.log.start()
  await seedWorld(core)
  return async () => {
    await core.platform.log.stop()
    await core.close()
    await stores.stop()
    await folder.close()
  }
})

const makeBackup = async (target: string): Promise<void> => {
  const { pg, clickhouse, platform } = core
  const { config: own, secrets, clock } = platform
  await backupMeans({ config: own, pg, clickhouse, secrets, clock }).make({ target, at: clock.now(), recoveryPublicKey: null })
}

/** Table.column of every row of every table of PostgreSQL that has the marker, whatever its type. */
async function tracesInPostgres(of: Core): Promise<string[]> {
  return of.platform.work.read(async (tx) => {
    const columns = await named(
      tx,
      'test.columns',
      sql<{ table: string; column: string }>`
        select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(a.attname) as "column"
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker') and a.attnum > 0 and not a.attisdropped`,
    )
    const found: string[] = []
    for (const { table, column } of columns) {
      // As text and, for bytes, as the text that the bytes are.
      const has = sql`position(lower(${MARKER}) in lower(${sql.raw(column)}::text)) > 0
        or position(encode(convert_to(${MARKER}, 'UTF8'), 'hex') in ${sql.raw(column)}::text) > 0`
      const rows = await named(
        tx,
        `test.look_${table}`,
        sql<{ count: number }>`select count(*) as count from ${sql.raw(table)} where ${has}`,
      )
      if ((rows[0]?.count ?? 0) > 0) found.push(`${table}.${column}`)
    }
    return found
  })
}

async function tracesInClickHouse(of: Core): Promise<string[]> {
  const tables = await of.clickhouse.query<{ name: string }>({
    name: 'test.tables',
    sql: 'select name from system.tables where database = currentDatabase()',
  })
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await of.clickhouse.query<Record<string, unknown>>({ name: 'test.look', sql: `select * from ${name} limit 100000` })
    if (JSON.stringify(rows).toLowerCase().includes(MARKER.toLowerCase())) found.push(name)
  }
  return found
}

/** Files outside of the databases' own, which keep deleted rows until they use the room again. */
function tracesInFiles(folder: string): string[] {
  // The databases come and go with files of their own while one looks, so their folders are not entered.
  const names = fs.readdirSync(folder).filter((name) => name !== 'postgres' && name !== 'clickhouse')
  return names
    .flatMap((name) => (fs.statSync(path.join(folder, name)).isFile() ? [name] : below(folder, name)))
    .filter((name) => fs.readFileSync(path.join(folder, name)).toString('latin1').toLowerCase().includes(MARKER.toLowerCase()))
}

const below = (folder: string, name: string): string[] =>
  fs
    .readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))

async function tracesInLog(of: Core): Promise<boolean> {
  return JSON.stringify(await of.platform.log.read(0, 100_000)).includes(MARKER)
}

/** Everything at once; each list must be empty after an erasure. */
async function hunt(of: Core) {
  return {
    postgres: await tracesInPostgres(of),
    clickhouse: await tracesInClickHouse(of),
    files: tracesInFiles(of.platform.config.dataFolder),
    log: await tracesInLog(of),
    chainHolds: (await of.platform.log.verify()).ok,
  }
}
const NOTHING = { postgres: [], clickhouse: [], files: [], log: false, chainHolds: true }

test(
  'after an erasure no query, file, index, export, restored backup or fact finds the person, and the chain holds',
  { timeout: 600_000 },
  async () => {
    const { platform, parts } = core
    const personId = await leaveTraces(core)
    const traces = await hunt(core)
    expect(traces.postgres).toEqual(
      expect.arrayContaining([
        'public.person.name',
        'public.person.email',
        'public.person_former_name.name',
        'public.session.user_agent',
        'public.api_key.name',
        'public.consent.note',
        'public.attachment.name',
        'public.contact.name',
        'public.contact_address.value',
        'public.error_feedback.email',
        'public.error_feedback.text',
        'public.error_file.name',
        'public.contact_former_name.name',
        'public.record.title',
        'public.record.search',
        'public.word.text',
        'public.task.description',
        'public.decision.context',
        'public.decision_view.text',
        'public.incident.summary',
        'public.incident.cause',
        'public.incident_move.note',
        'public.incident_review.causes',
        'public.incident_measure.what',
        'public.incident_measure.undo',
        'public.incident_notice.note',
        'public.incident_playbook.name',
        'public.incident_playbook.steps',
        'public.comment.text',
        'public.comment_version.text',
        'public.saved_view.name',
        'public.log_search.name',
        'public.log_search.search',
        'public.mapping.rules',
        'public.unassigned_set.labels',
        'public.plan_version.note',
        'public.mail_message.recipient',
        'public.mail_message.text',
        'public.mail_message.html',
        'public.mail_suppression.address',
      ]),
    )
    expect(traces.clickhouse).toEqual(expect.arrayContaining(['error', 'line', 'span']))
    expect(traces.log).toBe(true)
    expect(traces.files).toHaveLength(2)
    await makeBackup(before)
    const exported = await exportOf(EMAIL)
    expect(exported).toContain(`${MARKER} browser`)

    const wish = { handle: { kind: 'person', id: personId } as const, confirm: EMAIL, reason: 'asked by letter' }
    await expect(erasePerson(platform, parts, owner, { ...wish, confirm: NAME })).rejects.toMatchObject({
      code: { code: 'privacy.not_confirmed' },
    })
    const id = await erasePerson(platform, parts, owner, wish)
    await finish(platform, parts, id)
    await platform.log.settle()
    expect(await hunt(core)).toEqual(NOTHING)
    expect(await exportOf(EMAIL)).not.toContain(`${MARKER} browser`)

    // A backup from before the erasure still has the person; whoever restores it erases them again.
    fs.mkdirSync(copies)
    fs.copyFileSync(before, path.join(copies, 'before.backup'))
    fs.copyFileSync(path.join(platform.config.backupFolder, ERASURE_LIST), path.join(copies, ERASURE_LIST))
    const found: unknown[] = []
    await restoreBackup({
      file: path.join(copies, 'before.backup'),
      into: path.join(scratchFolder(), 'restored'),
      openers: { secrets: platform.secrets },
      config: config({ PITCREW_DATA: path.join(scratchFolder(), 'unused') }),
      logger: testLogger,
      afterwards: async (copy) => {
        found.push((await hunt(copy)).log)
        found.push(await replayErasures(copy.platform, copy.parts, path.join(copies, ERASURE_LIST)))
        found.push(await replayErasures(copy.platform, copy.parts, path.join(copies, ERASURE_LIST)))
        found.push(await hunt(copy))
      },
    })
    expect(found).toEqual([true, 1, 0, NOTHING])
  },
)

test('a contact without any address is erased by its id, once its name is typed; afterwards nobody is there', async () => {
  const { platform, parts } = core
  const call = callingAny(core)
  const name = 'Philomena Osterhagen'
  const { id } = await call(owner, 'contacts.createContact', { body: { clientId: toId('client', CLIENT_A), name } })
  const handle = { kind: 'contact', id: toUuid('contact', id) ?? '' } as const
  const wish = { handle, confirm: 'Philomena', reason: '' }
  await expect(erasePerson(platform, parts, owner, wish)).rejects.toMatchObject({ code: { code: 'privacy.not_confirmed' } })
  await erasePerson(platform, parts, owner, { ...wish, confirm: name })
  expect(await call(owner, 'contacts.readContact', { params: { id } })).toMatchObject({ name: 'an erased person', state: 'deactivated' })
  await expect(erasePerson(platform, parts, owner, { ...wish, confirm: name })).rejects.toMatchObject({
    code: { code: 'common.not_found' },
  })
})

test('everything that is not kept for ever is removed by its age, and every kind of record gives texts to search', async () => {
  const { work } = core.platform
  for (const { remove } of core.parts.retention)
    expect(await work.run((tx) => remove(tx, { before: instant('2000-01-01T00:00:00Z'), limit: 10 }))).toBe(0)
  const nothing = [uuidv7()]
  for (const { textsOf } of recordKindsOf(core.platform).all())
    expect((await work.read(async (tx) => textsOf?.(tx, nothing)))?.size ?? 0).toBe(0)
})

test('everything that is not kept for ever can be read in every language', () => {
  const told = core.parts.retention.map(({ kind, title, sentence }) => [kind, { title, sentence }])
  expect(Object.fromEntries(told)).toEqual(retentionWords)
})

async function exportOf(email: string): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of personArchive(core.platform, core.parts, owner, { kind: 'email', email })) pieces.push(piece)
  return gunzipSync(Buffer.concat(pieces)).toString('utf8')
}
