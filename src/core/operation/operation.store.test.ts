import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { catalogModule } from '#core/catalog/module.ts'
import { createApplications, readAddresses } from '#core/catalog/public.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { anInvitation, callerOf, cast, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { applicationArchived, applicationCreated, catalogEvents } from '#events/catalog.ts'
import { identityEvents } from '#events/identity.ts'
import { operationEvents } from '#events/operation.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant } from '#kit/time.ts'
import type { Job, Module, NowItem, Reaction } from '#platform/module.ts'
import { affected } from '#platform/pg/tx.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { until } from '#test/support/until.ts'
import { verifyBySchedule } from './actions/verification.ts'
import { operationContract } from './contract/contract.ts'
import type { OperationFacts } from './facts.ts'
import { operationHandlers } from './http/handlers.ts'
import { operationModule } from './module.ts'
import { settingsOf } from './public.ts'
import { verifyEveryHours } from './contract/setting.ts'

const events = [...identityEvents, ...catalogEvents, ...operationEvents]
let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof operationContract>>
const owner = callerOf('owner')
const lead = callerOf('lead')
const engineer = callerOf('engineer')
const stranger = callerOf('stranger')
const outsideLead = callerOf('outsideLead')
const contact = callerOf('contact')
const lines: { now: readonly NowItem[] } = { now: [] }
const failing = new Set<string>()
const chore: Job<z.ZodObject<{ name: z.ZodString }>> = {
  name: 'test.chore',
  payload: z.object({ name: z.string() }),
  attemptsMax: 1,
  run: async ({ name }) => {
    if (failing.has(name)) throw new Error(`${name} cannot be done`)
  },
}
const facts: OperationFacts = {
  modules: [],
  nodeName: 'garden',
  version: '0.1.0',
  startedAt: instant('2026-11-20T10:00:00Z'),
  stores: async () => [
    { name: 'postgresql', embedded: true, state: 'up', version: '18.4', answerMs: 1, restarts: 0 },
    { name: 'clickhouse', embedded: true, state: 'down', version: null, answerMs: null, restarts: 3 },
  ],
  clockSkewMs: () => 3,
  disk: async () => ({ freeBytes: 50, totalBytes: 100 }),
  memoryBytes: () => 1_000,
  unsealed: async () => 0,
  logReaders: async () => [{ name: 'facts', seq: 0 }],
}

beforeAll(async () => {
  platform = await postgresPlatform({ events, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  const catalog = catalogModule(platform as unknown as Platform)
  const talker: Module = { name: 'talker', now: async () => lines.now }
  const others = [catalog, talker]
  const own = operationModule(platform, { ...facts, modules: others })
  call = calling(
    operationContract,
    operationHandlers(platform, facts, () => [...others, own]),
  )
  platform.jobs.declare([chore, ...(own.jobs ?? [])])
  await platform.jobs.start()
  const { addresses } = readAddresses('Shop https://shop.example.com', 'body.addresses')
  await platform.work.run((tx) =>
    createApplications(platform, tx, { actor: lead.ref, at: platform.clock.now(), ownerId: cast.lead.id, addresses }),
  )
})
afterAll(() => platform.jobs.stop())

const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const collect = async (pieces: AsyncIterable<string> | Response): Promise<string> => {
  let text = ''
  for await (const piece of pieces as AsyncIterable<string>) text += piece
  return text
}
const verified = async () => {
  const { id } = await call('startVerification', owner)
  await until(async () => (await call('readVerification', owner, { params: { id } })).state !== 'running')
  return call('readVerification', owner, { params: { id } })
}

describe('the audit trail', () => {
  test('names everybody and everything, newest first, and can be narrowed', async () => {
    await platform.log.settle()
    const { items } = await call('listEvents', lead, { query: { kind: 'application.created' } })
    expect(items).toMatchObject([
      { actor: { name: 'Tara Lindqvist' }, sentence: 'added the application Shop', record: { kind: 'application' } },
    ])
    const search = async (query: Record<string, string>) => (await call('listEvents', lead, { query })).items.length
    expect(await search({ kind: 'application.created', actor: toId('person', cast.lead.id) })).toBe(1)
    expect(await search({ kind: 'application.created', actor: toId('person', cast.owner.id) })).toBe(0)
    expect(await search({ record: items[0]?.record.id ?? '' })).toBeGreaterThan(0)
    expect(await search({ kind: 'application.created', from: '2999-01-01T00:00:00Z' })).toBe(0)
  })

  test('whoever may read it for one client reads nothing of another, whatever they ask for', async () => {
    const application = '018d0c5e-0000-7000-8000-000000000777'
    await platform.work.run((tx) =>
      platform.log.publish(tx, {
        event: applicationCreated,
        actor: owner.ref,
        record: { kind: 'application', id: application },
        scope: { clientId: CLIENT_A, applicationId: application, audience: 'client' },
        at: platform.clock.now(),
        particulars: { name: 'Secret', slug: 'secret', kind: 'watched', url: null },
      }),
    )
    await platform.log.settle()
    for (const query of [{}, { clientId: toId('client', CLIENT_A) }, { record: toId('application', application) }]) {
      expect((await call('listEvents', outsideLead, { query })).items).toEqual([])
    }
    expect(await collect(await call('exportEventLines', outsideLead, { query: {} }))).toBe('')
    expect((await call('listEvents', lead, { query: { clientId: toId('client', CLIENT_A) } })).items).toHaveLength(1)
  })

  test('an export holds what the list shows, and is itself an event', async () => {
    const text = await collect(await call('exportEventLines', owner, { query: { kind: 'application.created' } }))
    const exported = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string })
    const { items } = await call('listEvents', owner, { query: { kind: 'application.created' } })
    expect(exported).toEqual(items)
    const table = await collect(await call('exportEventTable', owner, { query: { kind: 'application.created' } }))
    expect(table.trim().split('\r\n')).toHaveLength(items.length + 1)
    await platform.log.settle()
    expect((await call('listEvents', owner, { query: { kind: 'audit.exported' } })).items[0]?.sentence).toBe(
      'exported events of the audit trail as csv',
    )
  })

  test('a verification walks the log in the background and says what it found', async () => {
    await platform.log.settle()
    const run = await verified()
    expect(run).toMatchObject({
      state: 'passed',
      fromSeq: 1,
      startedBy: 'Olivia Owens',
      fault: null,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    await platform.log.settle()
    expect((await call('listEvents', owner, { query: { kind: 'audit.verified' } })).items[0]?.sentence).toContain('the chain holds')
  })

  test('two who ask at once get the same walk', async () => {
    const runs = await Promise.all([call('startVerification', owner), call('startVerification', lead)])
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1)
    await until(async () => (await call('listVerifications', owner)).items[0]?.state !== 'running')
  })

  test('the schedule starts a walk when the last one is long enough ago', async () => {
    const count = async () => (await call('listVerifications', owner, { query: { limit: '200' } })).items.length
    const before = await count()
    await verifyBySchedule(platform)
    expect(await count()).toBe(before)
    platform.clock.advance(DAY_MS)
    await verifyBySchedule(platform)
    expect(await count()).toBe(before + 1)
    await until(async () => (await call('listVerifications', owner)).items[0]?.state === 'passed')
    expect((await call('listVerifications', owner)).items[0]?.startedBy).toContain('operation.verify_schedule')
  })
})

describe('settings', () => {
  const params = { key: 'audit.verify_every_hours' }
  const set = (value: unknown, ifMatch: number) => call('changeSetting', owner, { params, body: { value }, ifMatch })

  test('a setting says what it does, what it is, and where that comes from', async () => {
    expect(await call('readSetting', lead, { params })).toMatchObject({ value: 24, default: 24, source: 'default', version: 0 })
    expect(await set(12, 0)).toMatchObject({ value: 12, source: 'set', version: 1 })
    expect(await platform.work.read((tx) => settingsOf(platform).value(tx, verifyEveryHours))).toBe(12)
    await expect(set(6, 0)).rejects.toEqual(refused('common.version_mismatch'))
    expect(await set(null, 1)).toMatchObject({ value: 24, source: 'default', version: 2 })
    await platform.log.settle()
    const { items } = await call('listEvents', owner, { query: { kind: 'setting.changed' } })
    expect(items[0]?.sentence).toBe('set audit.verify_every_hours to 12')
  })

  test('a value that does not fit is refused with what is expected', async () => {
    const { version } = await call('readSetting', owner, { params })
    await expect(set(0, version)).rejects.toMatchObject({ code: { code: 'operation.bad_setting' }, fields: [{ field: 'body.value' }] })
    const unknown = { params: { key: 'no.such' }, body: { value: 1 }, ifMatch: 0 }
    await expect(call('changeSetting', owner, unknown)).rejects.toEqual(refused('operation.unknown_setting'))
  })

  test('only who may change settings changes them', async () => {
    await expect(call('changeSetting', lead, { params, body: { value: 3 }, ifMatch: 0 })).rejects.toEqual(refused('common.forbidden'))
    await expect(call('listSettings', outsideLead)).rejects.toEqual(refused('common.not_found'))
    await expect(call('listSettings', stranger)).rejects.toEqual(refused('common.forbidden'))
  })
})

describe('jobs', () => {
  const die = async (name: string) => {
    failing.add(name)
    const before = (await call('readJobs', owner)).dead
    await platform.work.run((tx) => platform.jobs.enqueue(tx, chore, { name }))
    await until(async () => (await call('readJobs', owner)).dead === before + 1)
  }

  test('a job that gave up is listed with its error, can run again, and leaves the list', async () => {
    await die('weeding')
    const [job] = (await call('listDeadJobs', lead)).items
    expect(job).toMatchObject({ task: 'test.chore', attempts: 1, error: expect.stringContaining('weeding cannot be done') })
    failing.clear()
    await call('retryDeadJob', lead, { params: { id: job?.id ?? '' } })
    await until(async () => (await call('readJobs', owner)).dead === 0)
    await expect(call('retryDeadJob', lead, { params: { id: job?.id ?? '' } })).rejects.toEqual(refused('operation.job_not_dead'))
  })

  test('all dead jobs of a task are discarded at once, and the log says by whom', async () => {
    for (const name of ['raking', 'mowing', 'digging']) await die(name)
    expect(await call('discardDeadJobs', owner, { body: { task: 'test.other' } })).toEqual({ handled: 0, more: false })
    expect(await call('discardDeadJobs', owner, { body: { task: 'test.chore' } })).toEqual({ handled: 3, more: false })
    expect((await call('listDeadJobs', owner)).items).toEqual([])
    await platform.log.settle()
    const { items } = await call('listEvents', owner, { query: { kind: 'jobs.discarded' } })
    expect(`${items[0]?.actor.name} ${items[0]?.sentence}`).toBe('Olivia Owens discarded 3 dead jobs of test.chore')
    failing.clear()
  })

  test('who works for one client does not see the jobs of the house', async () => {
    await expect(call('listDeadJobs', engineer)).rejects.toEqual(refused('common.not_found'))
    await expect(call('readJobs', contact)).rejects.toEqual(refused('common.forbidden'))
  })
})

describe('parked reactions', () => {
  test('a record whose reaction failed is listed with the reason, and passes when asked for another try', async () => {
    let isBroken = true
    const reaction: Reaction = {
      name: 'test.greeting',
      on: [applicationArchived],
      react: async () => {
        if (isBroken) throw new Error('no greeting today')
      },
    }
    platform.log.declare({ events, reactions: [reaction] })
    // Starting gives the reaction its cursor; the test then seals and reacts when it says so.
    await platform.log.start()
    await platform.log.stop()
    const application = '018d0c5e-0000-7000-8000-000000000778'
    await platform.work.run((tx) =>
      platform.log.publish(tx, {
        event: applicationArchived,
        actor: owner.ref,
        record: { kind: 'application', id: application },
        scope: { clientId: null, applicationId: application, audience: 'client' },
        at: platform.clock.now(),
        particulars: { name: 'Shop' },
      }),
    )
    await platform.log.settle()
    const [parked] = (await call('listParkedReactions', lead)).items
    const record = toId('application', application)
    expect(parked).toMatchObject({
      reaction: 'test.greeting',
      record,
      waiting: 1,
      error: 'no greeting today',
      event: { kind: 'application.archived' },
    })
    expect((await call('readNow', lead)).items.map(({ title }) => title)).toContain('1 parked record')
    const retry = () => call('retryParkedReaction', lead, { params: { id: parked?.id ?? '' } })
    expect(await retry()).toEqual({ passed: false })
    isBroken = false
    expect(await retry()).toEqual({ passed: true })
    expect((await call('listParkedReactions', lead)).items).toEqual([])
    await expect(call('listParkedReactions', engineer)).rejects.toEqual(refused('common.not_found'))
  })
})

describe('now', () => {
  test('the most urgent stands first, whoever says it', async () => {
    const at = platform.clock.now()
    const line = (band: NowItem['band'], title: string) => ({
      band,
      key: 'talker.line',
      values: {},
      title,
      reason: 'because',
      href: '/x',
      since: at,
    })
    lines.now = [line('due', 'Later'), line('burning', 'Fire')]
    const { items, quietSince } = await call('readNow', stranger)
    expect(items.map(({ title }) => title)).toEqual(['Fire', 'Later'])
    expect(quietSince).toBeNull()
    lines.now = []
  })

  test('when nothing needs anyone it says since when, until something does', async () => {
    const first = await call('readNow', stranger)
    platform.clock.advance(HOUR_MS)
    const second = await call('readNow', stranger)
    expect(first.items).toEqual([])
    expect(second.quietSince).toBe(first.quietSince)
    lines.now = [
      { band: 'waiting', key: 'talker.line', values: {}, title: 'Hello', reason: 'because', href: '/x', since: platform.clock.now() },
    ]
    expect((await call('readNow', stranger)).quietSince).toBeNull()
    lines.now = []
    expect((await call('readNow', stranger)).quietSince).not.toBe(first.quietSince)
  })

  test('an invitation that ends within a day is due for who invites, and for nobody else', async () => {
    await anInvitation(platform)
    const titles = async (who: typeof owner) => (await call('readNow', who)).items.map(({ title }) => title)
    expect((await titles(owner)).join()).not.toContain('invitation')
    platform.clock.advance(13 * DAY_MS + HOUR_MS)
    expect(await titles(owner)).toContain('1 invitation ends soon')
    expect((await titles(engineer)).join()).not.toContain('invitation')
  })

  test('a part that fails is named, and the others are still told', async () => {
    const broken: Module = { name: 'broken', now: () => Promise.reject(new Error('no')) }
    const own: Module = {
      name: 'talker',
      now: async () => [
        { band: 'due', key: 'talker.line', values: {}, title: 'Still here', reason: 'because', href: '/x', since: platform.clock.now() },
      ],
    }
    const ask = calling(
      operationContract,
      operationHandlers(platform, facts, () => [broken, own]),
    )
    expect(await ask('readNow', owner)).toMatchObject({ silent: ['broken'], items: [{ title: 'Still here' }], quietSince: null })
  })
})

describe('health', () => {
  test('says what is wrong and how far the readers of the log are', async () => {
    const health = await call('readHealth', owner)
    expect(health).toMatchObject({
      state: 'failing',
      node: { name: 'garden' },
      log: { unsealed: 0, readers: [{ name: 'facts', lag: health.log?.head }] },
    })
    expect(health.checks.find(({ name }) => name === 'clickhouse')?.state).toBe('failing')
    await expect(call('readHealth', stranger)).rejects.toEqual(refused('common.forbidden'))
  })
})

// Last in this file: afterwards the log is broken for good.
describe('a log that somebody changed', () => {
  test('is found by the next verification, and is the first thing that whoever may see it sees', async () => {
    await platform.log.settle()
    await platform.work.run(async (tx) => {
      await affected(tx, 'test.unlock', sql`alter table event disable trigger event_append_only`)
      await affected(tx, 'test.forge', sql`update event set actor_id = 'somebody else' where seq = 2`)
    })
    expect(await verified()).toMatchObject({ state: 'failed', fault: { seq: 2, what: expect.stringContaining('hash') } })
    const { items } = await call('readNow', lead)
    expect(items[0]).toMatchObject({ band: 'burning', title: 'The audit trail is broken', reason: expect.stringContaining('event 2') })
    expect((await call('readNow', engineer)).items.map(({ title }) => title)).not.toContain('The audit trail is broken')
  })
})
