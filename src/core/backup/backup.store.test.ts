import fs from 'node:fs'
import path from 'node:path'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, seedCast } from '#core/identity/testing.ts'
import { backupEvents } from '#events/backup.ts'
import { identityEvents } from '#events/identity.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { MadeBackup } from '#platform/backup/make.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { backupBySchedule } from './actions/backups.ts'
import { backupContract } from './contract/contract.ts'
import { backupHandlers } from './http/handlers.ts'
import type { BackupMeans } from './means.ts'
import { backupModule } from './module.ts'
import { insertBackup } from './store/backups.ts'
import { findRecoveryKey, forgetUnfinished, makeRecoveryKeyForCommand } from './public.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof backupContract>>
let module: ReturnType<typeof backupModule>
const owner = callerOf('owner')
const stranger = callerOf('stranger')

/** How files are made is the platform's; here it is enough that there is one, or that it cannot be written. */
let disk: 'well' | 'full' = 'well'
const means: BackupMeans = {
  openExport: () => Promise.reject(new Error('the export has its own test, with both stores')),
  make: ({ target }) => {
    if (disk === 'full') return Promise.reject(new Error('no space left on device'))
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, 'not a real one')
    return Promise.resolve({ path: target, bytes: 14, sha256: 'ab', seq: 3 } as MadeBackup)
  },
}

beforeAll(async () => {
  const made = await postgresPlatform({ events: [...identityEvents, ...backupEvents], personKeys: openPersonKeys })
  platform = { ...made, config: { ...made.config, backupFolder: path.join(scratchFolder(), 'backups') } }
  await seedClients(platform)
  await seedCast(platform)
  module = backupModule(platform, means)
  call = calling(backupContract, backupHandlers(platform, means))
  platform.jobs.declare(module.jobs ?? [])
  await platform.jobs.start()
  await makeRecoveryKeyForCommand(platform)
  return () => platform.jobs.stop()
})

const list = () => call('listBackups', owner, { query: { limit: 50 } }).then(({ items }) => items)
const settled = () => until(async () => (await list()).every(({ state }) => state !== 'running'))
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const files = () => fs.readdirSync(platform.config.backupFolder)

describe('backups', () => {
  test('one is made when somebody asks, and the log says who', async () => {
    const begun = await call('makeBackup', owner)
    expect(begun).toMatchObject({ state: 'running', why: 'by_hand' })
    await settled()
    expect((await list())[0]).toMatchObject({ id: begun.id, state: 'done', seq: 3, hasRecoveryKey: true })
    await platform.log.settle()
    const kinds = (await platform.log.read(0, 1_000)).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['backup.begun', 'backup.made']))
  })

  test('the schedule makes one a day and keeps as many as it says', async () => {
    const { version } = await call('readState', owner)
    await call('changeSchedule', owner, { body: { everyHours: 24, keep: 2 }, ifMatch: version })
    for (let day = 0; day < 3; day++) {
      platform.clock.advance(DAY_MS)
      await backupBySchedule(platform, means)
      await backupBySchedule(platform, means)
      await settled()
    }
    await until(() => files().length === 2)
    expect((await list()).map(({ why }) => why)).toEqual(['schedule', 'schedule'])
  })

  test('one that fails says why, is told on the first screen in time, and the next turn tries again', async () => {
    disk = 'full'
    platform.clock.advance(DAY_MS)
    await backupBySchedule(platform, means)
    await settled()
    disk = 'well'
    expect((await list())[0]).toMatchObject({ state: 'failed', error: 'no space left on device' })
    expect(await module.now?.(owner)).toEqual([])
    platform.clock.advance(DAY_MS + HOUR_MS)
    expect(await module.now?.(owner)).toMatchObject([{ band: 'breaching', title: 'The last good backup is too old' }])
    expect(await module.now?.(stranger)).toEqual([])
    await backupBySchedule(platform, means)
    await settled()
    expect(await module.now?.(owner)).toEqual([])
  })

  test('one that is not what was written is found by a check', async () => {
    const [newest] = await list()
    await call('checkBackup', owner, { params: { id: newest?.id } })
    await until(async () => (await list())[0]?.checkFault !== null)
    expect((await list())[0]?.checkFault).toContain('cannot be used')
  })

  test('the file can be saved, unless somebody took it away', async () => {
    const [newest] = await list()
    const bytes: Uint8Array[] = []
    const pieces = (await call('downloadBackup', owner, { params: { id: newest?.id } })) as unknown as AsyncIterable<Uint8Array>
    for await (const piece of pieces) bytes.push(piece)
    expect(Buffer.concat(bytes).toString()).toBe('not a real one')
    fs.rmSync(path.join(platform.config.backupFolder, newest?.fileName ?? ''))
    await expect(call('checkBackup', owner, { params: { id: newest?.id } })).rejects.toEqual(refused('backup.not_there'))
  })

  test('what was under way when a backup was taken is not under way after its restore', async () => {
    await platform.work.run((tx) =>
      insertBackup(tx, { id: uuidv7(), why: 'by_hand', fileName: 'one.backup', startedAt: platform.clock.now() }),
    )
    await forgetUnfinished(platform)
    expect((await list())[0]).toMatchObject({ state: 'failed', error: 'It was broken off.' })
  })
})

test('a new recovery key is for later backups, and only its public half is kept', async () => {
  const before = await platform.work.read(findRecoveryKey)
  const { recoveryKey } = await call('makeRecoveryKey', owner)
  const after = await platform.work.read(findRecoveryKey)
  expect(recoveryKey).toMatch(/^([0-9a-z]{7}-){7}[0-9a-z]{7}$/)
  expect(after).not.toEqual(before)
})

test('two who change the schedule do not overwrite each other', async () => {
  const { version } = await call('readState', owner)
  await call('changeSchedule', owner, { body: { everyHours: 6, keep: 9 }, ifMatch: version })
  await expect(call('changeSchedule', owner, { body: { everyHours: 1, keep: 1 }, ifMatch: version })).rejects.toEqual(
    refused('common.version_mismatch'),
  )
})

test('the stranger learns nothing and makes nothing', async () => {
  for (const name of ['readState', 'makeBackup', 'makeRecoveryKey'] as const) {
    await expect(call(name, stranger)).rejects.toEqual(refused('common.forbidden'))
  }
})
