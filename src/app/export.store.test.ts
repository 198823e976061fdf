/** A full export of an installation in which things happened, read back by nothing but its files. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { exportBytes, readExport } from '#core/backup/actions/export.ts'
import { createApplication } from '#core/catalog/actions/applications.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { createApiKey } from '#core/identity/actions/api-keys.ts'
import { signIn } from '#core/identity/actions/sign-in.ts'
import { aPerson, callerOf, callerWith, cast, CLIENT_A, PASSWORD, seedCast } from '#core/identity/testing.ts'
import { erasePerson, finish } from '#core/privacy/actions/erase.ts'
import { createTask } from '#core/tasks/actions/create-task.ts'
import { toId } from '#kit/ids.ts'
import { until } from '#test/support/until.ts'
import { readConfig } from '#platform/config/read.ts'
import { openDataFolder } from '#platform/datafolder/open.ts'
import { exportedTables } from '#platform/export/tables.ts'
import { writeFolder } from '#platform/export/write.ts'
import { named } from '#platform/pg/tx.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { backupMeans } from './backup-means.ts'
import { openCore, type Core } from './core.ts'
import { exportOf } from './export-means.ts'
import { exportRules } from './export-rules.ts'
import { startStores } from './stores.ts'

const MARKER = 'Quirinius'
const SECRETIVE = /password|secret|token|sealed|credential|private_key/
const owner = callerOf('owner')
let core: Core
let folder: string
let exported: string

beforeAll(async () => {
  const read = readConfig({ PITCREW_DATA: path.join(scratchFolder(), 'data') }, '/')
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const data = await openDataFolder(read.config.dataFolder)
  folder = data.path
  const config = { ...read.config, dataFolder: folder }
  const stores = await startStores(config, folder, testLogger)
  core = await openCore({ config, stores, logger: testLogger })
  await core.listen.start()
  await core.platform.log.start()
  await seed()
  exported = path.join(scratchFolder(), 'export')
  const opened = await exportOf({ ...core.platform, pg: core.pg, clickhouse: core.clickhouse }, core.platform.clock.now())
  await writeFolder(opened.entries(), exported)
  await opened.close()
  return async () => {
    await core.platform.log.stop()
    await core.close()
    await stores.stop()
    await data.close()
  }
})

/** Something of everything that could go wrong: secrets, ids of many kinds, a file, somebody who is erased. */
async function seed(): Promise<void> {
  const { platform } = core
  await seedClients(platform)
  await seedCast(platform)
  await signIn(platform, { email: cast.lead.email, password: PASSWORD, browser: { address: '192.0.2.9', userAgent: 'a browser' } })
  await createApiKey(platform, owner, { name: 'laptop', scopes: ['identity.people.read'], expiresInDays: null })
  const application = {
    clientId: CLIENT_A,
    name: 'Gärtnerei 🌱',
    slug: undefined,
    description: 'Two\nlines, "quoted" \\ and cut.',
    url: null,
  }
  await createApplication({ platform, caller: owner }, application)
  const task = {
    description: 'Ask **Tara**.',
    priority: 2,
    assigneeId: cast.lead.id,
    dueAt: null,
    clientId: CLIENT_A,
    applicationId: null,
    record: null,
  }
  for (let n = 0; n < 1_200; n++) await createTask({ platform, caller: owner }, { ...task, title: `Task ${n}` })
  await platform.files.put(Readable.from([Buffer.from('a file as it is')]), 1_000)
  const gone = await aPerson(platform, { name: `${MARKER} Vandermolen`, email: `${MARKER}@example.org`, grants: cast.lead.grants })
  await createTask(
    { platform, caller: callerWith(cast.lead.grants, gone.id) },
    { ...task, title: `For ${MARKER} Vandermolen`, assigneeId: gone.id },
  )
  const wish = { handle: { kind: 'person', id: gone.id }, confirm: `${MARKER}@example.org`, reason: 'asked' } as const
  await finish(platform, core.parts, await erasePerson(platform, core.parts, owner, wish))
  await platform.log.settle()
  await until(async () => (await core.clickhouse.query({ name: 'test.facts', sql: 'select seq from fact' })).length > 1_000)
}

const textOf = (name: string) => fs.readFileSync(path.join(exported, name), 'utf8')
const linesOf = <T = Record<string, unknown>>(name: string): T[] =>
  textOf(name)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T)
const filesOf = (of: string) =>
  fs
    .readdirSync(of, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(of, name)).isFile())
    .toSorted()

test('every table of the database is either in it or left out for a reason, and never in both lists', async () => {
  const { rows } = await core.pg.pool.query<{ name: string }>(
    'select tablename::text as name from pg_tables where schemaname = current_schema()',
  )
  const known = [...exportRules.exported, ...Object.keys(exportRules.leftOut)]
  expect(rows.map(({ name }) => name).toSorted()).toEqual(known.toSorted())
  const forgetful = { ...exportRules, exported: exportRules.exported.filter((name) => name !== 'task') }
  await expect(exportedTables(core.pg.pool, forgetful)).rejects.toThrow('Nobody has decided whether these tables are exported: task.')
})

test('each file has as many lines as its table has rows, and the manifest tells bytes and digests', async () => {
  for (const table of exportRules.exported) {
    const where = sql.raw(exportRules.rows[table] ?? 'true')
    const [counted] = await core.platform.work.read((tx) =>
      named(tx, `test.count_${table}`, sql<{ count: number }>`select count(*) as count from ${sql.raw(table)} t where ${where}`),
    )
    expect([table, linesOf(`records/${table}.ndjson`).length]).toEqual([table, Number(counted?.count)])
  }
  const { files } = JSON.parse(textOf('manifest.json')) as {
    files: { name: string; bytes: number; lines: number | null; sha256: string }[]
  }
  for (const { name, bytes, lines, sha256 } of files) {
    const content = fs.readFileSync(path.join(exported, name))
    expect([name, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([name, bytes, sha256])
    if (lines !== null) expect([name, linesOf(name).length]).toEqual([name, lines])
  }
  expect(files.map(({ name }) => name).toSorted()).toEqual(filesOf(exported).filter((name) => name !== 'manifest.json'))
  expect(linesOf('measured/fact.ndjson').length).toBeGreaterThan(1_000)
})

test('texts are as they were written, ids are those of the API, times are RFC 3339', () => {
  const [application] = linesOf('records/application.ndjson')
  expect(application).toMatchObject({
    name: 'Gärtnerei 🌱',
    description: 'Two\nlines, "quoted" \\ and cut.',
    client_id: toId('client', CLIENT_A),
  })
  expect(String(application?.['created_at'])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/)
  const [record] = linesOf('records/record.ndjson')
  expect(record).toMatchObject({ id: expect.stringMatching(/^tsk_/), kind: 'task', assignee_id: toId('person', cast.lead.id) })
  expect(linesOf('records/task.ndjson')[0]).toMatchObject({ id: record?.['id'], description: 'Ask **Tara**.' })
  expect(linesOf('measured/fact.ndjson')[0]).toMatchObject({ at: expect.stringMatching(/^\d{4}-.*Z$/) })
})

test('the chain of the log is proved from its file alone', () => {
  interface Line {
    readonly header: { readonly seq: number; readonly particulars: string; readonly at: string; readonly kind: string }
    readonly hash: string
    readonly particulars: string
    readonly personal: Record<string, unknown> | null
  }
  const { head, seq } = JSON.parse(textOf('manifest.json')) as { head: string; seq: number }
  const sha256 = (...pieces: (string | Uint8Array)[]) => pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest()
  let previous: Buffer = Buffer.alloc(32)
  let count = 0
  for (const { header, hash, particulars } of linesOf<Line>('events.ndjson')) {
    expect(header.seq).toBe(++count)
    expect(sha256(particulars).toString('hex')).toBe(header.particulars)
    // Its names stand sorted and its values are plain, so what JSON makes of it is the canonical form.
    previous = sha256('pitcrew.event.v1\n', previous, JSON.stringify(header))
    expect(previous.toString('hex')).toBe(hash)
  }
  expect([count, previous.toString('hex')]).toEqual([seq, head])
  const signedIn = linesOf<Line>('events.ndjson').find(({ header }) => header.kind === 'person.signed_in')
  expect(JSON.stringify(signedIn?.personal)).toContain('192.0.2.9')
})

test('no secret is in it, whatever it is called, and nobody who was erased', async () => {
  const { records } = JSON.parse(textOf('schema.json')) as { records: { file: string; columns: { name: string; type: string }[] }[] }
  const columns = records.flatMap(({ file, columns: own }) => own.map(({ name, type }) => ({ at: `${file} ${name}`, name, type })))
  expect(columns.filter(({ name }) => SECRETIVE.test(name)).map(({ at }) => at)).toEqual([])
  const written = Object.keys(exportRules.written).map((column) => column.split('.')[1])
  expect(columns.filter(({ name, type }) => type === 'bytea' && !written.includes(name)).map(({ at }) => at)).toEqual([])
  const everything = filesOf(exported)
    .map((name) => fs.readFileSync(path.join(exported, name)).toString('latin1'))
    .join('\n')
  const { rows } = await core.pg.pool.query<{ secret: string }>(
    `select encode(secret_hash, 'hex') as secret from api_key union all select encode(token_hash, 'hex') from session
     union all select password_hash from person where password_hash is not null
     union all select encode(sealed_private_key, 'hex') from event_signing_key union all select encode(sealed_key, 'hex') from person_key where sealed_key is not null`,
  )
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter(({ secret }) => everything.includes(secret))).toEqual([])
  expect(everything.includes('argon2')).toBe(false)
  expect(everything.toLowerCase().includes(MARKER.toLowerCase())).toBe(false)
})

test('the archive of the route has the same in it, an ordinary tar opens it, and the log says who took it', async () => {
  const means = backupMeans({ ...core.platform, pg: core.pg, clickhouse: core.clickhouse })
  const file = path.join(scratchFolder(), 'export.tar.gz')
  await pipeline(exportBytes(core.platform, means, owner), fs.createWriteStream(file))
  const opened = scratchFolder()
  execFileSync('tar', ['-xzf', file], { cwd: opened })
  expect(filesOf(opened)).toEqual(filesOf(exported))
  expect(fs.readFileSync(path.join(opened, 'records/task.ndjson'), 'utf8')).toBe(textOf('records/task.ndjson'))
  await core.platform.log.settle()
  const last = (await core.platform.log.read(0, 1_000_000)).at(-1)
  expect(last).toMatchObject({ kind: 'export.made', actor: owner.ref, particulars: { to: 'archive' } })
  const running = exportBytes(core.platform, means, owner)
  await running.next()
  await expect(exportBytes(core.platform, means, owner).next()).rejects.toMatchObject({ code: { code: 'backup.export_running' } })
  await running.return(undefined)
  expect((await readExport(core.platform, means, owner)).tables).toEqual([...exportRules.exported])
})

test.each(['engineer', 'lead', 'stranger'] as const)('%s may not take it', async (who) => {
  const means = backupMeans({ ...core.platform, pg: core.pg, clickhouse: core.clickhouse })
  const forbidden = { code: { code: 'common.forbidden', status: 403 } }
  await expect(readExport(core.platform, means, callerOf(who))).rejects.toMatchObject(forbidden)
  await expect(exportBytes(core.platform, means, callerOf(who)).next()).rejects.toMatchObject(forbidden)
})
