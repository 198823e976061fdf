/** Weekly tests from the schedule to the answer that confirms them, with a real database, real channels and a real SMTP server. */
import { beforeAll, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, seedCast, type CastMember } from '#core/identity/testing.ts'
import { channelAnswered, channelsEvents } from '#events/channels.ts'
import { oncallEvents } from '#events/oncall.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant } from '#kit/time.ts'
import { channelsOf } from '#features/channels/public.ts'
import { relayAt, testRelay, useRelay, type TestRelay } from '#platform/mail/testing.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { oncallPersonal } from './actions/erasure.ts'
import { Courier } from './actions/courier.ts'
import { oncallContract } from './contract/contract.ts'
import { oncallHandlers } from './http/handlers.ts'
import { pagesReaction } from './reactions/pages.ts'
import { weeklyTests } from './routines/weekly-tests.ts'
import { listLastTests } from './store/tests.ts'
import { aLayer } from './testing.ts'

/** A Monday, 06:00 in Berlin. */
const START = instant('2026-11-23T05:00:00Z')
const EVENTS = [...oncallEvents, ...channelsEvents]

let platform: PostgresPlatform
let relay: TestRelay
let courier: Courier
let call: ReturnType<typeof calling<typeof oncallContract>>
const id = (who: CastMember) => toId('person', cast[who].id)
const { engineer } = cast

beforeAll(async () => {
  platform = await postgresPlatform({ now: START, events: EVENTS, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  relay = await testRelay()
  await useRelay(platform, relayAt(relay))
  courier = new Courier(platform, channelsOf(platform))
  platform.log.declare({ events: EVENTS, reactions: [pagesReaction(courier.paging)] })
  call = calling(oncallContract, oncallHandlers(platform, courier.paging))
  await platform.log.start()
  const layers = [aLayer([id('engineer')], { startsOn: '2026-11-02' })]
  await call('createSchedule', callerOf('owner'), { body: { name: 'Platform', zone: 'Europe/Berlin', layers } })
})

const look = () => weeklyTests(courier.paging)
const own = async () => (await call('readMyDuty', callerOf('engineer'))).tests
const mailed = () => relay.taken.filter(({ raw }) => raw.includes('Subject: Test page')).flatMap(({ to }) => to)
const missed = async () => {
  await platform.log.settle()
  const visible = [{ clientId: null, applicationId: null, audiences: ['internal', 'client', 'public'] as const }]
  const { items } = await platform.log.eventsOf(engineer.id, { visible, before: null, limit: 50 })
  return items.filter(({ kind }) => kind === 'duty_test.missed').map(({ particulars }) => particulars)
}
async function confirm(): Promise<void> {
  const since = START
  const [newest] = await platform.work.read((tx) => listLastTests(tx, { personIds: [engineer.id], since }))
  await platform.work.run((tx) =>
    platform.log.publish(tx, {
      event: channelAnswered,
      actor: { kind: 'person', id: engineer.id },
      record: { kind: 'channel_address', id: newest?.addressId ?? '' },
      scope: { clientId: null, applicationId: null, audience: 'internal' },
      at: platform.clock.now(),
      particulars: { key: newest?.id ?? '', channel: 'email', answer: 'acknowledge', personId: engineer.id },
    }),
  )
  await platform.log.settle()
}

test('nobody is sent a test before a decent hour, and nobody who is not on duty', async () => {
  await look()
  expect(mailed()).toEqual([])
  platform.clock.advance(4 * HOUR_MS)
  await look()
  await look()
  expect(mailed()).toEqual([engineer.email])
  expect(await own()).toEqual([
    { personId: id('engineer'), channel: 'email', sentAt: '2026-11-23T09:00:00.000Z', state: 'waiting', reason: null },
  ])
})

test('whoever confirms it hears nothing more of it', async () => {
  await confirm()
  platform.clock.advance(2 * DAY_MS)
  await look()
  expect((await own()).map(({ state }) => state)).toEqual(['confirmed'])
  expect(await missed()).toEqual([])
  expect((await call('readReachability', callerOf('lead'))).tests).toEqual([])
})

test('whoever does not is told once, and it stands with the duty for those who look after it', async () => {
  platform.clock.advance(5 * DAY_MS)
  await look()
  platform.clock.advance(DAY_MS)
  await look()
  await look()
  expect(await missed()).toEqual([{ channels: ['email'] }])
  const { tests, people } = await call('readReachability', callerOf('lead'))
  expect(tests).toEqual([
    { personId: id('engineer'), channel: 'email', sentAt: '2026-11-30T09:00:00.000Z', state: 'not_confirmed', reason: null },
  ])
  expect(people).toContainEqual({ id: id('engineer'), name: engineer.name })
})

test('a channel that does not take it is named with what it said', async () => {
  await useRelay(platform, relayAt({ port: 9 }))
  platform.clock.advance(6 * DAY_MS)
  await look()
  expect(await own()).toMatchObject([{ channel: 'email', state: 'failed', reason: 'unreachable' }])
  expect(await missed()).toHaveLength(2)
})

test('it goes into its person’s export, and is gone with them', async () => {
  const subject = { personIds: [engineer.id], contactIds: [], emails: [engineer.email], names: [engineer.name] }
  const kinds = await platform.work.run(async (tx) => {
    const found: string[] = []
    for await (const { kind } of oncallPersonal.export(subject, tx)) found.push(kind)
    return found
  })
  expect(kinds.filter((kind) => kind === 'weekly tests')).toHaveLength(3)
  await platform.work.run((tx) => oncallPersonal.erase(subject, tx, { actor: { kind: 'system', id: 'privacy' }, at: platform.clock.now() }))
  expect(await own()).toEqual([])
})
