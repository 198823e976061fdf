/** What people see of errors and do with them, on real stores. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { errorsEvents } from '#events/errors.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, SECOND_MS, toIso } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { OriginBook } from './access/origin-book.ts'
import { errorsModule } from './module.ts'
import { errorsPersonal } from './actions/erasure.ts'
import { takeEnvelope } from './actions/take-envelope.ts'
import { errorsContract } from './contract/contract.ts'
import { splitEnvelope, type Envelope } from './domain/envelope.ts'
import { errorsHandlers } from './http/handlers.ts'
import { anEnvelope, anEvent, anEventId, anException, openKeptErrors, type SentEvent } from './testing.ts'

// Not long ago, or the engine would clear the errors away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: Awaited<ReturnType<typeof openKeptErrors>>
let call: ReturnType<typeof calling<typeof errorsContract>>

beforeAll(async () => {
  const events = [...catalogEvents, ...telemetryEvents, ...errorsEvents]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = await openKeptErrors(platform)
  const needs = {
    platform: platform as unknown as Platform,
    book: keyBookOf(platform),
    origins: new OriginBook(platform),
    maps: kept.maps,
    intake: kept.intake,
  }
  call = calling(errorsContract, errorsHandlers(needs))
})
beforeEach(() => {
  platform.clock.advance(SECOND_MS)
})

interface Place {
  readonly application: string
  readonly environment: string
}

async function aPlace(client = CLIENT_A): Promise<Place> {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const { id: application } = await catalog('createApplication', callerOf('owner'), {
    body: { clientId: toId('client', client), name: 'Shop' },
  })
  const { id: environment } = await catalog('createEnvironment', callerOf('owner'), {
    body: { applicationId: application, name: 'QA', kind: 'qa' },
  })
  return { application, environment }
}

async function send({ environment }: Place, ...items: (readonly [string, unknown])[]): Promise<void> {
  platform.clock.advance(SECOND_MS)
  const source = { environmentId: toUuid('environment', environment) ?? '', keyId: null, protocol: 'sentry' as const }
  await takeEnvelope({ platform, intake: kept.intake }, source, { envelope: splitEnvelope(anEnvelope(items)) as Envelope, bytes: 100 })
  await kept.flush()
}
const report = (place: Place, of: SentEvent = {}) =>
  send(place, ['event', { ...anEvent(of), timestamp: (platform.clock.now() + SECOND_MS) / SECOND_MS }])
const thrown = (type: string) => ({ exception: { values: [anException({ type })] } })
const listed = async (place: Place, query: Readonly<Record<string, unknown>> = {}) =>
  (await call('listGroups', callerOf('engineer'), { params: { id: place.application }, query })).items
async function only(place: Place, query: Readonly<Record<string, unknown>> = { state: 'all' }) {
  const [group] = await listed(place, query)
  if (!group) throw new TypeError('no group')
  return group
}
const read = (id: string) => call('readGroup', callerOf('engineer'), { params: { id } })
async function settle(id: string, settled: Readonly<Record<string, unknown>>) {
  const { version } = await read(id)
  return call('changeGroup', callerOf('engineer'), { params: { id }, body: { settled }, ifMatch: version })
}
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
async function toldOf(id: string): Promise<readonly string[]> {
  await platform.log.settle()
  const uuid = toUuid('error_group', id)
  return (await platform.log.read(0, 10_000)).flatMap(({ kind, record }) => (record.id === uuid ? [kind] : []))
}

describe('a group', () => {
  test('is listed with how often, when, in which releases and to how many people it happened', async () => {
    const place = await aPlace()
    await report(place, { release: 'shop@1', user: { id: 'anna' }, tags: { browser: 'Firefox' } })
    await report(place, { release: 'shop@2', user: { id: 'ben' }, tags: { browser: 'Firefox' } })
    await report(place, { release: 'shop@2', user: { id: 'ben' }, tags: { browser: 'Safari' } })
    const group = await only(place)
    expect(group).toMatchObject({
      title: 'TypeError: cart is undefined',
      culprit: 'total in /app/src/cart.js',
      state: 'open',
      environment: 'QA',
      events: 3,
      users: 2,
      firstRelease: 'shop@1',
      lastRelease: 'shop@2',
    })
    expect(group.days.reduce((sum, count) => sum + count, 0)).toBe(3)
    const whole = await read(group.id)
    expect(whole.reason).toBe('stack_in_app')
    expect(whole.releases.map(({ release, errors }) => [release, errors])).toEqual([
      ['shop@2', 2],
      ['shop@1', 1],
    ])
    expect(whole.tags.find(({ name }) => name === 'browser')?.values).toEqual([
      { value: 'Firefox', errors: 2 },
      { value: 'Safari', errors: 1 },
    ])
  })

  test('is found by state, level, release and words, page by page', async () => {
    const place = await aPlace()
    for (const type of ['AError', 'BError', 'CError']) await report(place, thrown(type))
    await report(place, { ...thrown('DError'), level: 'fatal', release: 'shop@9' })
    expect((await listed(place, { text: 'berror' })).map(({ title }) => title)).toEqual(['BError: cart is undefined'])
    expect(await listed(place, { text: '%' })).toEqual([])
    expect(await listed(place, { level: 'fatal' })).toHaveLength(1)
    expect(await listed(place, { release: 'shop@9' })).toHaveLength(1)
    expect(await listed(place, { state: 'resolved' })).toEqual([])
    const first = await call('listGroups', callerOf('engineer'), { params: { id: place.application }, query: { limit: 3 } })
    const next = await call('listGroups', callerOf('engineer'), {
      params: { id: place.application },
      query: { limit: 3, cursor: first.nextCursor ?? '' },
    })
    expect([...first.items, ...next.items].map(({ title }) => title[0])).toEqual(['D', 'C', 'B', 'A'])
    expect(next.nextCursor).toBeNull()
  })

  test('shows its errors, the latest first, with stack and what happened before', async () => {
    const place = await aPlace()
    const trace = { trace_id: '0af7651916cd43dd8448eb211c80319c', span_id: 'b7ad6b7169203331' }
    await report(place, { message: 'x' })
    await report(place, { breadcrumbs: [{ message: 'clicked', category: 'ui' }], contexts: { trace, os: { name: 'Linux' } } })
    const { id } = await only(place)
    const params = { id }
    const { items } = await call('listErrors', callerOf('engineer'), { params, query: {} })
    expect(items).toHaveLength(2)
    const latest = await call('readError', callerOf('engineer'), { params: { id, error: 'latest' } })
    expect(latest).toMatchObject({
      id: items[0]?.id,
      traceId: trace.trace_id,
      contexts: { 'os.name': 'Linux' },
      crumbs: [{ message: 'clicked' }],
    })
    expect(latest.exceptions[0]?.frames.at(-1)).toMatchObject({
      function: 'total',
      line: 41,
      code: '  return cart.items.length',
      inApp: true,
    })
    expect(await call('readError', callerOf('engineer'), { params: { id, error: items[1]?.id ?? '' } })).toMatchObject({ traceId: null })
    const other = await aPlace()
    await report(other)
    const theirs =
      (await call('listErrors', callerOf('engineer'), { params: { id: (await only(other)).id }, query: {} })).items[0]?.id ?? ''
    await expect(call('readError', callerOf('engineer'), { params: { id, error: theirs } })).rejects.toEqual(refused('common.not_found'))
  })

  test('of another client is nobody else’s to see or to change', async () => {
    const [here, there] = [await aPlace(), await aPlace(CLIENT_B)]
    await report(here)
    await report(there)
    const { id } = await only(here)
    const theirs = (await call('listGroups', callerOf('owner'), { params: { id: there.application }, query: {} })).items[0]?.id ?? ''
    for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
      await expect(call('listGroups', callerOf(who), { params: { id: here.application }, query: {} })).rejects.toBeInstanceOf(Fault)
      await expect(call('readGroup', callerOf(who), { params: { id } })).rejects.toBeInstanceOf(Fault)
      await expect(call('readError', callerOf(who), { params: { id, error: 'latest' } })).rejects.toBeInstanceOf(Fault)
      await expect(
        call('changeGroup', callerOf(who), { params: { id }, body: { settled: { state: 'open' } }, ifMatch: 1 }),
      ).rejects.toBeInstanceOf(Fault)
      await expect(call('mergeGroup', callerOf(who), { params: { id }, body: { groupId: theirs } })).rejects.toBeInstanceOf(Fault)
    }
    await expect(call('mergeGroup', callerOf('owner'), { params: { id }, body: { groupId: theirs } })).rejects.toEqual(
      refused('errors.not_mergeable'),
    )
  })
})

describe('a resolved group', () => {
  test('is open again when it happens again', async () => {
    const place = await aPlace()
    await report(place)
    const { id } = await only(place)
    expect(await settle(id, { state: 'resolved' })).toMatchObject({ state: 'resolved' })
    expect(await listed(place)).toEqual([])
    await report(place)
    expect(await only(place)).toMatchObject({ state: 'open', events: 2 })
    expect(await toldOf(id)).toEqual(expect.arrayContaining(['error_group.seen_first', 'error_group.resolved', 'error_group.came_back']))
  })

  test('with the next release stays so while the old one runs, and comes back in a later one', async () => {
    const place = await aPlace()
    await report(place, { release: 'shop@1' })
    const { id } = await only(place)
    await settle(id, { state: 'resolved', inNextRelease: true })
    await report(place, { release: 'shop@1' })
    expect(await only(place)).toMatchObject({ state: 'resolved', events: 2 })
    await report(place, { release: 'shop@2' })
    expect(await only(place)).toMatchObject({ state: 'open', events: 3 })
  })
})

describe('an ignored group', () => {
  test('is open again when a number of errors, a time or a release has come, and else never', async () => {
    const place = await aPlace()
    await report(place)
    const { id } = await only(place)
    await settle(id, { state: 'ignored' })
    await report(place)
    expect((await only(place)).state).toBe('ignored')
    await settle(id, { state: 'ignored', moreEvents: 2 })
    await report(place)
    expect((await only(place)).state).toBe('ignored')
    await report(place)
    expect((await only(place)).state).toBe('open')
    await settle(id, { state: 'ignored', untilAt: toIso(later(platform.clock.now(), DAY_MS)) })
    platform.clock.advance(DAY_MS)
    await report(place)
    expect((await only(place)).state).toBe('open')
    await settle(id, { state: 'ignored', untilNextRelease: true })
    await report(place, { release: 'shop@77' })
    expect((await only(place)).state).toBe('open')
  })
})

describe('work on a group', () => {
  test('is given to somebody who may see it, and not to anybody else', async () => {
    const place = await aPlace()
    await report(place)
    const { id, version } = await only(place)
    const engineer = toId('person', callerOf('engineer').ref.id)
    const given = await call('changeGroup', callerOf('engineer'), { params: { id }, body: { assigneeId: engineer }, ifMatch: version })
    expect(given.assignee?.id).toBe(engineer)
    const assigneeId = toId('person', callerOf('outsideLead').ref.id)
    await expect(
      call('changeGroup', callerOf('engineer'), { params: { id }, body: { assigneeId }, ifMatch: given.version }),
    ).rejects.toEqual(refused('errors.unknown_assignee'))
    await expect(
      call('changeGroup', callerOf('engineer'), { params: { id }, body: { assigneeId: null }, ifMatch: version }),
    ).rejects.toEqual(refused('common.version_mismatch'))
  })

  test('merges kinds so that they count as one from then on, and splits them so that nothing of either is lost', async () => {
    const place = await aPlace()
    await report(place, thrown('AError'))
    await report(place, thrown('BError'))
    const [b, a] = (await listed(place)).map(({ id }) => id)
    const into = await call('mergeGroup', callerOf('engineer'), { params: { id: a ?? '' }, body: { groupId: b ?? '' } })
    expect(into).toMatchObject({ events: 2, merged: [{ id: b, title: 'BError: cart is undefined', events: 1 }] })
    await report(place, thrown('BError'))
    expect(await listed(place)).toMatchObject([{ id: a, events: 3 }])
    expect(await read(b ?? '')).toMatchObject({ state: 'merged', mergedInto: a, events: 0 })
    expect((await call('listErrors', callerOf('engineer'), { params: { id: a ?? '' }, query: {} })).items).toHaveLength(3)
    await expect(settle(b ?? '', { state: 'resolved' })).rejects.toEqual(refused('errors.merged'))
    await expect(call('mergeGroup', callerOf('engineer'), { params: { id: a ?? '' }, body: { groupId: a ?? '' } })).rejects.toEqual(
      refused('errors.not_mergeable'),
    )
    await call('splitGroup', callerOf('engineer'), { params: { id: a ?? '', merged: b ?? '' } })
    expect((await listed(place)).map(({ id, events }) => [id, events])).toEqual([
      [b, 2],
      [a, 1],
    ])
    expect(await toldOf(b ?? '')).toEqual(expect.arrayContaining(['error_group.merged', 'error_group.split']))
  })
})

test('open errors of somebody who leaves are handed over, and given back', async () => {
  const place = await aPlace()
  await report(place)
  const { id, version } = await only(place)
  const [engineer, lead] = [callerOf('engineer').ref.id, callerOf('lead').ref.id]
  const caller = callerOf('lead')
  await call('changeGroup', caller, { params: { id }, body: { assigneeId: toId('person', engineer) }, ifMatch: version })
  const whole = { ...platform, files: kept.files } as unknown as Platform
  const handOver = errorsModule(whole).handOvers?.[0]
  const heldBy = (personId: string) => platform.work.read(async (tx) => handOver?.heldBy(tx, { personId, caller, limit: 100 }))
  expect(await heldBy(engineer)).toContainEqual(expect.objectContaining({ id, reason: 'assignee', href: `/errors/${id}` }))
  await handOver?.giving?.give({ caller, id, fromId: engineer, toId: lead })
  expect((await read(id)).assignee?.id).toBe(toId('person', lead))
  expect(await heldBy(engineer)).not.toContainEqual(expect.objectContaining({ id }))
  await expect(handOver?.giving?.give({ caller, id, fromId: engineer, toId: lead })).rejects.toEqual(refused('common.version_mismatch'))
  await handOver?.giving?.takeBack({ caller, id, fromId: engineer, toId: lead, before: '' })
  expect((await read(id)).assignee?.id).toBe(toId('person', engineer))
})

test('a person who is erased works on no error any more, and no title names them', async () => {
  const place = await aPlace()
  const emails = ['quirinius@vandermolen.example']
  await report(place, { exception: { values: [{ type: 'Error', value: 'no cart of Quirinius Vandermolen' }] }, user: { email: emails[0] } })
  await report(place, { exception: { values: [{ type: 'Error', value: 'no cart of Quirinius Vandermolen' }] }, user: { id: 'somebody' } })
  const { id, version } = await only(place)
  expect((await only(place)).users).toBe(2)
  const personId = callerOf('engineer').ref.id
  await call('changeGroup', callerOf('engineer'), { params: { id }, body: { assigneeId: toId('person', personId) }, ifMatch: version })
  const subject = { personIds: [personId], contactIds: [], emails, names: ['Quirinius Vandermolen'] }
  const personal = errorsPersonal(platform)
  const held = await platform.work.read(async (tx) => {
    const items: unknown[] = []
    for await (const item of personal.export(subject, tx)) items.push(item)
    return items
  })
  expect(held).toContainEqual(expect.objectContaining({ kind: 'errors', data: expect.objectContaining({ state: 'open' }) }))
  const act = { actor: callerOf('owner').ref, at: platform.clock.now() }
  await platform.work.run((tx) => personal.erase(subject, tx, act))
  await personal.finish?.(subject)
  const group = await only(place)
  expect(group.assignee).toBeNull()
  expect(group.title).not.toContain('Vandermolen')
  expect(group.users).toBe(1)
})

test('releases are told with the share of runs that did not crash', async () => {
  const place = await aPlace()
  const aggregates = [{ started: toIso(platform.clock.now()), exited: 97, errored: 1, crashed: 2 }]
  await send(place, ['sessions', { attrs: { release: 'shop@3' }, aggregates }], ['session', { sid: anEventId() }])
  const { items } = await call('listReleases', callerOf('engineer'), { params: { id: place.application } })
  expect(items).toMatchObject([{ release: 'shop@3', sessions: 100, errored: 1, crashed: 2, crashFree: 0.98, environment: 'QA' }])
  await expect(call('listReleases', callerOf('stranger'), { params: { id: place.application } })).rejects.toBeInstanceOf(Fault)
})
