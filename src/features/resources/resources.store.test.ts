/** From samples to findings, from findings to tasks, and from tasks done to what they won, on real stores. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { ownersOf } from '#core/catalog/public.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { tasksContract } from '#core/tasks/contract/contract.ts'
import { tasksHandlers } from '#core/tasks/http/handlers.ts'
import { catalogEvents } from '#events/catalog.ts'
import { resourcesEvents } from '#events/resources.ts'
import { taskEvents } from '#events/tasks.ts'
import type { SealedEvent } from '#kit/event.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, toIso, type Instant } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { openKept } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { keepStanding } from '#test/support/standings.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { until } from '#test/support/until.ts'
import { AUDIT_DUE, fallAudit } from './actions/audit.ts'
import { DEVIATIONS_DUE, fallDeviations } from './actions/deviations.ts'
import { fallLook, LOOK_DUE, lookJob } from './actions/rounds.ts'
import { resourcesContract } from './contract/contract.ts'
import { resourcesHandlers } from './http/handlers.ts'
import { resourcesNotifies } from './notifies.ts'
import { applicationsReaction } from './reactions/applications.ts'
import { tasksReaction } from './reactions/tasks.ts'

// Not long ago, or the engine would clear samples away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
/** Samples are taken up to a fortnight back. */
const DAYS = 13

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let call: ReturnType<typeof calling<typeof resourcesContract>>
let tasks: ReturnType<typeof calling<typeof tasksContract>>
let now = START
const ours = { application: '', environment: '' }
const theirs = { application: '', environment: '' }

beforeAll(async () => {
  const events = [...catalogEvents, ...taskEvents, ...resourcesEvents]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  const job = lookJob(platform)
  platform.log.declare({ events, reactions: [applicationsReaction(platform), tasksReaction(platform)] })
  platform.due.declare([
    { kind: LOOK_DUE, fall: (record, tx) => fallLook(platform, job, tx, record) },
    { kind: AUDIT_DUE, fall: (record, tx) => fallAudit(platform, tx, record) },
    { kind: DEVIATIONS_DUE, fall: (record, tx) => fallDeviations(platform, tx, record) },
  ])
  await seedClients(platform)
  await seedCast(platform)
  call = calling(resourcesContract, resourcesHandlers(platform))
  tasks = calling(tasksContract, tasksHandlers(platform))
  await platform.log.start()
})
afterAll(() => platform.log.stop())
beforeEach(async () => {
  now = platform.clock.now()
  Object.assign(ours, await anApplication(CLIENT_A))
  Object.assign(theirs, await anApplication(CLIENT_B))
})

async function anApplication(client: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  return { application: made.id, environment: (await catalog('createEnvironment', callerOf('owner'), { body })).id }
}

const DISK = 'system.filesystem.utilization'
const diskOf = (mountPoint: string, host = 'shop-1') => ({ 'host.name': host, 'system.filesystem.mountpoint': mountPoint })

interface Sent {
  readonly metric: string
  readonly labels: Readonly<Record<string, string>>
  readonly at: Instant
  readonly value: number
}

async function send(place: typeof ours, points: readonly Sent[]) {
  const { intake, flush } = openKept(platform)
  const environmentId = toUuid('environment', place.environment) ?? ''
  await intake.takePoints({ environmentId, keyId: null, protocol: 'otlp_metrics' }, { bytes: 0, points })
  await flush()
}

/** One sample an hour up to now, by how many days after the first it was. */
const hourly = (metric: string, labels: Sent['labels'], valueAt: (day: number) => number): Sent[] =>
  Array.from({ length: DAYS * 24 }, (_, hour) => ({
    metric,
    labels,
    at: later(now, (hour + 1 - DAYS * 24) * HOUR_MS),
    value: valueAt(hour / 24),
  }))

const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const capacity = (place: typeof ours, who: CastMember = 'lead') =>
  call('readCapacity', callerOf(who), { params: { id: place.application } })
const lookNow = (place: typeof ours) => call('lookNow', callerOf('engineer'), { params: { id: place.application } })
const findings = async (place: typeof ours, who: CastMember = 'lead') =>
  (await call('listFindings', callerOf(who), { params: { id: place.application } })).items
const firstOf = async (place: typeof ours) => {
  const [first] = await findings(place)
  if (first === undefined) throw new Error('nothing was found')
  return first
}

test('a disk that grows is told with the days until it is full, and one that does not with the reason', async () => {
  await send(ours, [
    ...hourly(DISK, diskOf('/data'), (day) => 0.5 + day * 0.02),
    ...hourly(DISK, diskOf('/'), () => 0.3),
    ...hourly('system.cpu.utilization', { 'host.name': 'shop-1' }, () => 0.25),
  ])
  const { items, zone, complete } = await capacity(ours)
  expect([zone, complete]).toEqual(['Europe/Berlin', true])
  expect(items.map(({ kind, host, part }) => [kind, host, part])).toEqual([
    ['disk', 'shop-1', '/'],
    ['disk', 'shop-1', '/data'],
    ['cpu', 'shop-1', ''],
  ])
  expect(items[0]).toMatchObject({ now: 0.3, limit: 0.8, forecast: { days: null, refusedAs: 'steady' } })
  expect(items[1]?.forecast).toMatchObject({ refusedAs: null, perDay: expect.closeTo(0.02, 3) })
  expect(items[1]?.forecast?.days).toBeGreaterThan(11)
  expect(items[1]?.forecast?.days).toBeLessThan(14)
  expect(items[2]).toMatchObject({ now: 0.25, highest: 0.25, forecast: null })
})

describe('a disk that is too full', () => {
  beforeEach(async () => {
    await send(
      ours,
      hourly(DISK, diskOf('/data'), () => 0.91),
    )
    await lookNow(ours)
  })
  const makeTask = (id: string, who: CastMember = 'engineer') =>
    call('makeTask', callerOf(who), { params: { id }, body: { title: 'Clear /data of shop-1', description: '91 % is used.' } })
  /** Completes the task; resolves when the finding knows. */
  async function complete(taskId: string) {
    await tasks('changeTask', callerOf('engineer'), { params: { id: taskId }, body: { state: 'done' } })
    await until(async () => (await firstOf(ours)).state === 'measuring')
  }

  test('is found once, however often one looks', async () => {
    await lookNow(ours)
    expect(await findings(ours)).toEqual([
      expect.objectContaining({ concern: 'near_limit', kind: 'used', figure: 0.91, host: 'shop-1', part: '/data', state: 'open' }),
    ])
  })

  test('becomes a task, and what was done about it is measured again', async () => {
    const { taskId } = await makeTask((await firstOf(ours)).id)
    expect(await tasks('readTask', callerOf('lead'), { params: { id: taskId ?? '' } })).toMatchObject({
      title: 'Clear /data of shop-1',
      applicationId: ours.application,
    })
    await complete(taskId ?? '')
    await lookNow(ours)
    expect((await firstOf(ours)).state).toBe('measuring')
    platform.clock.advance(12 * MINUTE_MS)
    await send(ours, [{ metric: DISK, labels: diskOf('/data'), at: later(now, 11 * MINUTE_MS), value: 0.55 }])
    await lookNow(ours)
    expect(await firstOf(ours)).toMatchObject({ state: 'won', figure: 0.91, after: 0.55 })
  })

  test('says that nothing changed, and is found again', async () => {
    const { taskId } = await makeTask((await firstOf(ours)).id)
    await complete(taskId ?? '')
    platform.clock.advance(12 * MINUTE_MS)
    await send(ours, [{ metric: DISK, labels: diskOf('/data'), at: later(now, 11 * MINUTE_MS), value: 0.905 }])
    await lookNow(ours)
    expect((await findings(ours)).map(({ state, after }) => [state, after])).toEqual([
      ['open', null],
      ['no_change', 0.905],
    ])
  })

  test('is open again when its task is deleted', async () => {
    const { taskId } = await makeTask((await firstOf(ours)).id)
    await tasks('deleteTask', callerOf('engineer'), { params: { id: taskId ?? '' } })
    await until(async () => (await firstOf(ours)).state === 'open')
    expect((await firstOf(ours)).taskId).toBeNull()
  })

  test('has one task and not two, and stays dismissed until somebody opens it again', async () => {
    const { id } = await firstOf(ours)
    await call('dismissFinding', callerOf('engineer'), { params: { id }, body: { reason: 'accepted' } })
    await lookNow(ours)
    expect(await findings(ours)).toEqual([expect.objectContaining({ state: 'dismissed', dismissedAs: 'accepted' })])
    await expect(makeTask(id)).rejects.toEqual(refused('resources.not_open'))
    await call('reopenFinding', callerOf('engineer'), { params: { id } })
    await expect(call('reopenFinding', callerOf('engineer'), { params: { id } })).rejects.toEqual(refused('resources.not_dismissed'))
    await makeTask(id)
    await expect(makeTask(id)).rejects.toEqual(refused('resources.not_open'))
  })

  test('is gone once it is well, without anybody having made a task of it', async () => {
    platform.clock.advance(HOUR_MS)
    await send(ours, [{ metric: DISK, labels: diskOf('/data'), at: later(now, 30 * MINUTE_MS), value: 0.4 }])
    await lookNow(ours)
    expect(await firstOf(ours)).toMatchObject({ state: 'gone', after: null })
  })

  test('is nothing for the stranger: they neither see it nor may do anything about it', async () => {
    const { id } = await firstOf(ours)
    for (const who of ['outsideLead', 'stranger'] as const) {
      const code = who === 'stranger' ? 'common.forbidden' : 'common.not_found'
      await expect(capacity(ours, who)).rejects.toEqual(refused(code))
      await expect(findings(ours, who)).rejects.toEqual(refused(code))
      await expect(makeTask(id, who)).rejects.toEqual(refused(code))
      await expect(call('lookNow', callerOf(who), { params: { id: ours.application } })).rejects.toEqual(refused(code))
    }
    const crossed = { params: { id: ours.application }, query: { environmentId: theirs.environment } }
    await expect(call('readCapacity', callerOf('owner'), crossed)).rejects.toEqual(refused('common.not_found'))
    await call('lookNow', callerOf('outsideLead'), { params: { id: theirs.application } })
    expect(await findings(theirs, 'outsideLead')).toEqual([])
  })
})

describe('a signal that is away from what is usual', () => {
  const keep = (place: typeof ours, value: number, since: Instant | null) =>
    keepStanding(platform, { environmentId: toUuid('environment', place.environment) ?? '', signal: 'traffic', value, since })
  const judge = (place: typeof ours) =>
    platform.work.run((tx) => fallDeviations(platform, tx, toUuid('application', place.application) ?? ''))

  test('is proposed once within the hour, and ends by itself', async () => {
    await keep(ours, 20, later(now, -3 * HOUR_MS))
    await judge(ours)
    await judge(ours)
    expect(await findings(ours)).toEqual([
      expect.objectContaining({
        concern: 'unusual',
        kind: 'deviates',
        host: 'Production',
        part: 'traffic',
        figure: 14,
        unit: '{request}/s',
        state: 'open',
      }),
    ])
    await keep(ours, 5, null)
    await judge(ours)
    expect((await findings(ours)).map(({ state }) => state)).toEqual(['gone'])
  })

  test('is no proposal while it is as usual, nor for the stranger', async () => {
    await keep(theirs, 20, later(now, -3 * HOUR_MS))
    await keep(ours, 5, null)
    for (const place of [ours, theirs]) await judge(place)
    expect(await findings(ours)).toEqual([])
    expect(await findings(theirs, 'outsideLead')).toHaveLength(1)
    await expect(findings(ours, 'outsideLead')).rejects.toEqual(refused('common.not_found'))
  })

  test('stays dismissed while it lasts, also when a look finds it', async () => {
    await keep(ours, 20, later(now, -3 * HOUR_MS))
    await lookNow(ours)
    await call('dismissFinding', callerOf('engineer'), { params: { id: (await firstOf(ours)).id }, body: { reason: 'intended' } })
    await judge(ours)
    await lookNow(ours)
    expect((await findings(ours)).map(({ state }) => state)).toEqual(['dismissed'])
  })

  test('becomes a task, and is measured again a day after that was done', async () => {
    await keep(ours, 20, later(now, -3 * HOUR_MS))
    await judge(ours)
    const { id } = await firstOf(ours)
    const { taskId } = await call('makeTask', callerOf('engineer'), {
      params: { id },
      body: { title: 'Look at the traffic', description: '' },
    })
    await tasks('changeTask', callerOf('engineer'), { params: { id: taskId ?? '' }, body: { state: 'done' } })
    await until(async () => (await firstOf(ours)).state === 'measuring')
    expect(await firstOf(ours)).toMatchObject({ measuredFrom: toIso(later(platform.clock.now(), DAY_MS)) })
    platform.clock.advance(DAY_MS + HOUR_MS)
    await keep(ours, 5.5, null)
    await lookNow(ours)
    expect(await firstOf(ours)).toMatchObject({ state: 'won', figure: 14, after: 0 })
  })

  test('is not won while it is still beyond its band, however much nearer it came', async () => {
    await keep(ours, 20, later(now, -3 * HOUR_MS))
    await judge(ours)
    const { id } = await firstOf(ours)
    const params = { id }
    const { taskId } = await call('makeTask', callerOf('engineer'), { params, body: { title: 'Look at the traffic', description: '' } })
    await tasks('changeTask', callerOf('engineer'), { params: { id: taskId ?? '' }, body: { state: 'done' } })
    await until(async () => (await firstOf(ours)).state === 'measuring')
    platform.clock.advance(DAY_MS + HOUR_MS)
    await keep(ours, 8, later(now, -3 * HOUR_MS))
    await lookNow(ours)
    expect((await findings(ours)).map(({ state, figure, after }) => [state, figure, after])).toContainEqual(['no_change', 14, 2])
  })
})

describe('an audit', () => {
  const makeAudit = (place: typeof ours, who: CastMember = 'engineer') =>
    call('makeAudit', callerOf(who), { params: { id: place.application } })
  const audits = async (place: typeof ours) => (await call('listAudits', callerOf('lead'), { params: { id: place.application } })).items

  test('holds what was found and what was won since the one before, and stays as it was written', async () => {
    await send(ours, [...hourly(DISK, diskOf('/data'), () => 0.91), ...hourly(DISK, diskOf('/logs'), () => 0.88)])
    await lookNow(ours)
    await makeAudit(ours)
    platform.clock.advance(7 * DAY_MS)
    await send(ours, [
      { metric: DISK, labels: diskOf('/data'), at: platform.clock.now(), value: 0.4 },
      { metric: DISK, labels: diskOf('/logs'), at: platform.clock.now(), value: 0.88 },
    ])
    await lookNow(ours)
    const audit = await makeAudit(ours)
    expect(audit.current.map(({ part, state }) => [part, state])).toEqual([['/logs', 'open']])
    expect(audit.settled.map(({ part, state, figure }) => [part, state, figure])).toEqual([['/data', 'gone', 0.91]])
    expect((await audits(ours)).map(({ current, gone }) => [current, gone])).toEqual([
      [1, 1],
      [2, 0],
    ])
    expect((await makeAudit(ours)).id).toBe(audit.id)
    const lines: string[] = []
    const stream = await call('exportAudit', callerOf('lead'), { params: { id: audit.id } })
    for await (const line of stream as unknown as AsyncIterable<string>) lines.push(line)
    expect(lines.map((line) => line.split(',').slice(1, 8).join(','))).toEqual([
      'concern,finding,host,part,before,after,unit',
      'near_limit,used,shop-1,/logs,0.88,,1',
      'near_limit,used,shop-1,/data,0.91,,1',
    ])
  })

  test('comes every Monday, and people are told when the plan wants one', async () => {
    const id = toUuid('application', ours.application) ?? ''
    const told: string[][] = []
    for (let week = 0; week < 14; week++) {
      platform.clock.advance(7 * DAY_MS)
      await platform.work.run((tx) => fallAudit(platform, tx, id))
      const [latest] = await audits(ours)
      if (latest?.isDue) told.push([String(week), latest.zone])
    }
    expect(await audits(ours)).toHaveLength(14)
    // The standard plan wants one in three months.
    expect(told).toEqual([
      ['0', 'Europe/Berlin'],
      ['13', 'Europe/Berlin'],
    ])
  })

  test('tells those whom the plan names, and who looks after the application while it names nobody', async () => {
    const whom = resourcesNotifies(platform)[0]?.whom
    const event = (isDue: boolean) =>
      ({
        scope: { clientId: CLIENT_A, applicationId: toUuid('application', ours.application) ?? '', audience: 'internal' },
        particulars: { auditId: toUuid('application', ours.application), week: '2026-11-23', isDue, current: 1, won: 0 },
      }) as unknown as SealedEvent
    const owners = await platform.work.read((tx) => ownersOf(tx, event(true).scope.applicationId ?? ''))
    expect(await platform.work.read(async (tx) => whom?.(event(false), tx))).toEqual([])
    expect(await platform.work.read(async (tx) => whom?.(event(true), tx))).toEqual(
      owners.map(({ personId, part }) => ({ personId, reason: part })),
    )
  })

  test('is nobody else’s', async () => {
    const { id } = await makeAudit(ours)
    for (const [who, code] of [
      ['outsideLead', 'common.not_found'],
      ['stranger', 'common.forbidden'],
    ] as const) {
      await expect(call('readAudit', callerOf(who), { params: { id } })).rejects.toEqual(refused(code))
      await expect(makeAudit(ours, who)).rejects.toEqual(refused(code))
    }
  })
})

test('every application is looked at each morning, and earlier when something can be measured again', async () => {
  await until(async () => (await platform.due.sweep(platform.clock.now())) === 0 && (await waitingLooks()) > 0)
  platform.clock.advance(DAY_MS)
  expect(await platform.due.sweep(platform.clock.now())).toBeGreaterThan(0)
})

const waitingLooks = async () => (await platform.jobs.counts()).waiting
