import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { announceAttachment } from '#core/attachments/actions/attachments.ts'
import { sendContent } from '#core/attachments/actions/content.ts'
import { removeLeftovers } from '#core/attachments/actions/leftovers.ts'
import { readContent } from '#core/attachments/queries/attachments.ts'
import { createApplication } from '#core/catalog/actions/applications.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { callerOf, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { createTask } from '#core/tasks/actions/create-task.ts'
import { plainTask } from '#core/tasks/testing.ts'
import { makeRecoveryKey } from '#platform/backup/recovery-key.ts'
import { checkBackup } from '#platform/backup/read.ts'
import type { Config } from '#platform/config/config.ts'
import { readConfig } from '#platform/config/read.ts'
import { openDataFolder } from '#platform/datafolder/open.ts'
import { named } from '#platform/pg/tx.ts'
import { asAdmin, databaseOn } from '#test/support/database-server.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { backupMeans } from './backup-means.ts'
import { openCore, type Core } from './core.ts'
import { restoreBackup } from './restoring.ts'
import { startStores } from './stores.ts'

const owner = callerOf('owner')
const { recoveryKey, publicKey } = makeRecoveryKey()
/** Writers that never pause: enough to be in the middle of something at any moment. */
const WRITERS = 4

function configFor(settings: Readonly<Record<string, string>>): Config {
  const read = readConfig(settings, '/')
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.config
}

interface Installation {
  readonly core: Core
  stop(): Promise<void>
}

/** The program without HTTP: stores, core, and the log at work. */
async function start(settings: Readonly<Record<string, string>>): Promise<Installation> {
  const wanted = configFor(settings)
  const folder = await openDataFolder(wanted.dataFolder)
  const config = { ...wanted, dataFolder: folder.path }
  const stores = await startStores(config, folder.path, testLogger)
  const core = await openCore({ config, stores, logger: testLogger })
  await core.listen.start()
  await core.platform.log.start()
  return {
    core,
    stop: async () => {
      await core.platform.log.stop()
      await core.close()
      await stores.stop()
      await folder.close()
    },
  }
}

const applicationIds = (core: Core): Promise<string[]> =>
  core.platform.work.read(async (tx) => {
    const rows = await named(tx, 'test.applications', sql<{ id: string }>`select id from application order by id`)
    return rows.map(({ id }) => id)
  })

/** Every event as the log has it, by its place. */
async function eventsOf(core: Core): Promise<{ seq: number; id: string; recordId: string; kind: string }[]> {
  const events = await core.platform.log.read(0, 1_000_000)
  return events.map(({ seq, id, kind, record }) => ({ seq, id, kind, recordId: record.id }))
}

async function factsOf(core: Core): Promise<{ seq: number; id: string }[]> {
  const rows = await core.clickhouse.query<{ seq: string; id: string }>({
    name: 'test.facts',
    sql: 'select seq, id from fact order by seq',
  })
  return rows.map(({ seq, id }) => ({ seq: Number(seq), id }))
}

/** A server of one's own for each store, as `DATABASE_URL` and `CLICKHOUSE_URL` name them. */
async function ownServers(): Promise<Readonly<Record<string, string>>> {
  const { server } = inject('postgres')
  const database = `pitcrew_test_${uuidv7().replaceAll('-', '')}`
  await asAdmin(server, `create database ${database} template template0`)
  const at = databaseOn(server, database)
  const address = inject('clickhouse')
  afterAll(() => asAdmin(server, `drop database ${database} with (force)`))
  const url =
    typeof at === 'string'
      ? at
      : `postgres://${at.user}:${encodeURIComponent(at.password)}@/${at.database}?host=${encodeURIComponent(at.host)}&port=${at.port}`
  return { DATABASE_URL: url, CLICKHOUSE_URL: 'url' in address ? address.url : `${await relayTo(address.socketPath)}/${database}` }
}

/** The engine behind a unix socket, reachable as a server on the network is. */
async function relayTo(socketPath: string): Promise<string> {
  const relay = net.createServer((incoming) => {
    const outgoing = net.connect(socketPath)
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      one.pipe(other)
      one.on('error', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  afterAll(() => relay.close())
  return `http://127.0.0.1:${(relay.address() as net.AddressInfo).port}`
}

describe.each([
  { how: 'with both stores embedded', own: false },
  { how: 'with stores of one’s own, given by URL', own: true },
])('$how', ({ own }) => {
  let source: Installation
  let settings: Readonly<Record<string, string>>
  const target = path.join(scratchFolder(), 'one.backup')
  const into = path.join(scratchFolder(), 'restored')
  let attachment: string
  let unknown: string

  beforeAll(async () => {
    settings = { PITCREW_DATA: path.join(scratchFolder(), 'data'), ...(own ? await ownServers() : {}) }
    source = await start(settings)
    const { platform } = source.core
    await seedClients(platform)
    await seedCast(platform)
    const caller = owner
    const record = { kind: 'task', id: await createTask({ platform, caller }, plainTask) } as const
    const bytes = Buffer.from('a screenshot')
    attachment = await announceAttachment({ platform, caller }, { record, name: 'shot.txt', bytes: bytes.length })
    await sendContent({ platform, caller }, attachment, Readable.from([bytes]))
    // As a backup has it of a file that arrives after the snapshot: copied, and known to no row.
    unknown = (await platform.files.put(Readable.from([Buffer.from('a moment later')]), 1_000)).digest
  })
  afterAll(() => source.stop())

  test('a backup made while people write is the state at one event, in both stores, files and log', async () => {
    const { core } = source
    const { platform, pg, clickhouse } = core
    const { config, secrets, clock } = platform
    let count = 0
    const stopped = new AbortController()
    const write = async (writer: number): Promise<void> => {
      while (!stopped.signal.aborted) {
        await createApplication(
          { platform, caller: owner },
          {
            clientId: CLIENT_A,
            name: `Shop ${writer}-${++count}`,
            slug: undefined,
            description: '',
            url: null,
          },
        )
      }
    }
    const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer))
    await until(() => count > 40)
    const made = await backupMeans({ config, pg, clickhouse, secrets, clock }).make({
      target,
      at: clock.now(),
      recoveryPublicKey: publicKey,
    })
    const written = count
    await until(() => count > written + 20)
    stopped.abort()
    await Promise.all(writers)
    await platform.log.settle()
    expect(made.seq).toBeGreaterThan(0)

    const elsewhere = own ? { ...(await ownServers()), PITCREW_DATA: into } : { PITCREW_DATA: into }
    const restored = await restoreBackup({
      file: target,
      into,
      openers: { recoveryKey },
      config: configFor(elsewhere),
      logger: testLogger,
      afterwards: () => Promise.resolve(),
    })
    expect(restored.verification).toMatchObject({ ok: true, toSeq: made.seq })

    const copy = await start(elsewhere)
    try {
      await copy.core.platform.log.settle()
      const [there, here] = [await eventsOf(copy.core), await eventsOf(core)]
      // The log is the source's up to the snapshot; what was committed but not sealed then is sealed after it.
      expect(there.slice(0, made.seq)).toEqual(here.slice(0, made.seq))
      const created = there.filter(({ kind }) => kind === 'application.created').map(({ recordId }) => recordId)
      expect(await applicationIds(copy.core)).toEqual(created.toSorted())
      expect(created.length).toBeLessThan(count)
      await until(async () => (await factsOf(copy.core)).length >= there.length)
      expect(await factsOf(copy.core)).toEqual(there.map(({ seq, id }) => ({ seq, id })))
      const file = await readContent(copy.core.platform, owner, attachment)
      expect([file.name, await text(file.content)]).toEqual(['shot.txt', 'a screenshot'])
      // What came with the backup and no row names goes with the next turn of the routine, and nothing else.
      const stray = await copy.core.platform.files.get(unknown)
      expect(stray && (await text(stray))).toBe('a moment later')
      await removeLeftovers(copy.core.platform)
      expect(await copy.core.platform.files.get(unknown)).toBeUndefined()
      expect(await text((await readContent(copy.core.platform, owner, attachment)).content)).toBe('a screenshot')
    } finally {
      await copy.stop()
    }
  })

  test('the installation itself can check it, a recovery key opens it anywhere, and nobody else does', async () => {
    const { secrets } = source.core.platform
    expect((await checkBackup(target, { secrets })).entries).toBeGreaterThan(10)
    expect((await checkBackup(target, { recoveryKey: recoveryKey.toUpperCase().replaceAll('-', ' ') })).entries).toBeGreaterThan(10)
    await expect(checkBackup(target, {})).rejects.toThrow('--recovery-key-file')
    await expect(checkBackup(target, { recoveryKey: makeRecoveryKey().recoveryKey })).rejects.toThrow('neither was given or fits')
    await expect(checkBackup(target, { recoveryKey: `${recoveryKey.slice(0, -1)}u` })).rejects.toThrow('mistyped')
  })

  test('a backup that lost its end or one bit is refused, and leaves no folder behind', async () => {
    const whole = fs.readFileSync(target)
    const broken = path.join(scratchFolder(), 'broken.backup')
    const flipped = Buffer.from(whole)
    flipped[whole.length - 100] = (flipped[whole.length - 100] ?? 0) ^ 1
    for (const bytes of [whole.subarray(0, -1), whole.subarray(0, whole.length >> 1), flipped]) {
      fs.writeFileSync(broken, bytes)
      await expect(checkBackup(broken, { recoveryKey })).rejects.toThrow('cannot be used')
    }
    expect(fs.readdirSync(path.dirname(target))).toEqual(['one.backup'])
  })

  test('a folder with something in it is never overwritten', async () => {
    const config = configFor({ PITCREW_DATA: into })
    const options = { file: target, into, openers: { recoveryKey }, config, logger: testLogger, afterwards: () => Promise.resolve() }
    await expect(restoreBackup(options)).rejects.toThrow('is not empty')
  })
})
