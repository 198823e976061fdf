/** From an alert to somebody's answer, with a real database, real channels and a real SMTP server. */
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, type CastMember, seedCast } from '#core/identity/testing.ts'
import { alertOpened, alertRecovered } from '#events/alerting.ts'
import { catalogEvents } from '#events/catalog.ts'
import { channelAnswered, channelsEvents } from '#events/channels.ts'
import { incidentDeclared, incidentMoved, incidentSeverityChanged } from '#events/incidents.ts'
import { oncallEvents } from '#events/oncall.ts'
import type { EventKind, Scope } from '#kit/event.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, toIso } from '#kit/time.ts'
import { channelsOf } from '#features/channels/public.ts'
import { relayAt, testRelay, useRelay, type TestRelay } from '#platform/mail/testing.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { until } from '#test/support/until.ts'
import { Courier } from './actions/courier.ts'
import { pagingDue } from './module.ts'
import { oncallContract } from './contract/contract.ts'
import { oncallHandlers } from './http/handlers.ts'
import { onDutyAt } from './public.ts'
import { pagesReaction } from './reactions/pages.ts'
import { claimPageMessage } from './store/messages.ts'
import { aLayer } from './testing.ts'

/** A Saturday, 11:00 in Berlin. */
const START = instant('2026-11-21T10:00:00Z')
const EVENTS = [
  ...catalogEvents,
  ...oncallEvents,
  ...channelsEvents.filter(({ kind }) => kind !== channelAnswered.kind),
  channelAnswered,
  alertOpened,
  alertRecovered,
  incidentDeclared,
  incidentMoved,
  incidentSeverityChanged,
]

let platform: PostgresPlatform
let courier: Courier
let relay: TestRelay
let call: ReturnType<typeof calling<typeof oncallContract>>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
let scope: Scope
let environmentId = ''
const owner = callerOf('owner')
const id = (who: CastMember) => toId('person', cast[who].id)
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

beforeAll(async () => {
  platform = await postgresPlatform({ now: START, events: EVENTS, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  relay = await testRelay()
  courier = new Courier(platform, channelsOf(platform))
  platform.due.declare(pagingDue(courier.paging))
  platform.log.declare({ events: EVENTS, reactions: [pagesReaction(courier.paging)] })
  call = calling(oncallContract, oncallHandlers(platform, courier.paging))
  catalog = calling(catalogContract, catalogHandlers(platform))
  await platform.log.start()
})

beforeEach(async () => {
  relay.refusal = null
  relay.taken.length = 0
  await useRelay(platform, relayAt(relay))
  const shop = await catalog('createApplication', owner, { body: { clientId: toId('client', CLIENT_A), name: 'Shop' } })
  const body = { applicationId: shop.id, name: 'Live', kind: 'production' }
  environmentId = toUuid('environment', (await catalog('createEnvironment', owner, { body })).id) ?? ''
  scope = { clientId: CLIENT_A, applicationId: toUuid('application', shop.id) ?? '', audience: 'internal' }
})

/** So that nothing of one test is asked about in the next. */
afterEach(async () => {
  for (const { id: pageId, state } of await pages()) {
    if (state !== 'ended') await call('answerPage', owner, { params: { id: pageId }, body: { answer: 'resolve' } })
  }
})

const wireApplication = () => toId('application', scope.applicationId ?? '')
const SYSTEM = { kind: 'system', id: 'alerting' } as const

async function publish(event: EventKind, alertId: string, particulars: Readonly<Record<string, unknown>>): Promise<void> {
  const record = { kind: 'alert', id: alertId } as const
  const at = platform.clock.now()
  await platform.work.run((tx) => platform.log.publish(tx, { event, actor: SYSTEM, record, scope, at, particulars }))
  await platform.log.settle()
}

async function alert(
  of: { readonly id?: string; readonly severity?: 'critical' | 'major'; readonly title?: string } = {},
): Promise<string> {
  const alertId = of.id ?? uuidv7()
  const { severity = 'critical', title = 'Shop answers: down' } = of
  const about = { title, severity, environmentId, componentId: null, reason: 'down' }
  await publish(alertOpened, alertId, { ...about, foldedIntoId: null, pages: true, ruleKey: 'check_down' })
  return alertId
}

async function recovers(alertId: string): Promise<void> {
  const about = { title: 'Shop', severity: 'critical', environmentId, componentId: null, reason: 'up', lastedSeconds: 60 } as const
  await publish(alertRecovered, alertId, about)
}

/** Of the application of this test, the newest first. */
async function pages() {
  const { items } = await call('listPages', owner, { query: {} })
  return items.filter(({ applicationId }) => applicationId === wireApplication())
}
async function page() {
  const [newest] = await pages()
  return call('readPage', owner, { params: { id: newest?.id ?? '' } })
}
/** To whom pages of the application of this test were mailed; a mail of the test before may still have been under way. */
async function mailed(): Promise<readonly string[]> {
  const links = (await pages()).map(({ id: pageId }) => `/pages/${pageId}`)
  const isOwn = (raw: string) => links.some((link) => raw.replaceAll('=\r\n', '').includes(link))
  return relay.taken.flatMap(({ to, raw }) => (isOwn(raw) ? to : [])).toSorted()
}
/** Noted as handed over too: what a node still has under way is nobody else's before its time is up. */
const handedOver = async (count: number) => {
  await courier.sweep()
  await until(
    async () => (await page()).messages.filter(({ channel, state }) => channel === 'email' && state === 'handed_over').length >= count,
  )
}
async function passes(ms: number): Promise<void> {
  platform.clock.advance(ms)
  await platform.due.sweep(platform.clock.now())
  await platform.log.settle()
  await courier.sweep()
  await until(async () => (await page()).messages.every(({ state, outcome }) => state !== 'queued' || outcome !== null))
}
/** Engineer first, then the lead after five minutes, then it is repeated once. */
const policy = () => ({
  steps: [
    { who: [{ kind: 'person', id: id('engineer') }], waitMinutes: 5, isBusinessTime: false },
    { who: [{ kind: 'person', id: id('lead') }], waitMinutes: 10, isBusinessTime: false },
  ],
  repeats: 1,
})
const escalatesBy = (body: object) => call('changePolicy', owner, { params: { application: wireApplication() }, ifMatch: 0, body })

describe('an alert that pages', () => {
  test('reaches somebody on an installation where nothing was set up, and says why them', async () => {
    const application = await catalog('readApplication', owner, { params: { id: wireApplication() } })
    const { id: applicationId, version: ifMatch } = application
    await catalog('changeApplication', owner, { params: { id: applicationId }, ifMatch, body: { runbookUrl: 'https://wiki.example/shop' } })
    await alert()
    await handedOver(3)
    expect(relay.taken.at(-1)?.raw).toContain('Runbook: https://wiki.example/shop')
    expect(await mailed()).toEqual([cast.lead.email, cast.owner.email, cast.projectManager.email].toSorted())
    const { state, messages, decisions } = await page()
    expect(state).toBe('open')
    expect(new Set(messages.map(({ whyPerson }) => whyPerson))).toEqual(new Set(['may_change_escalation']))
    expect(decisions.map(({ kind, reason }) => [kind, reason])).toContainEqual(['opened', 'pages_day_and_night'])
  })

  test('pages once, however often it is told, and what fails beside it joins', async () => {
    await escalatesBy(policy())
    const first = await alert()
    await alert({ id: first })
    await alert({ title: 'Checkout: p95 4 s' })
    expect(await pages()).toHaveLength(1)
    const { subjects } = await page()
    expect(subjects.map(({ title }) => title)).toEqual(['Shop answers: down', 'Checkout: p95 4 s'])
    await handedOver(1)
    expect(await mailed()).toEqual([cast.engineer.email])
  })

  test('pages anew when it comes after the grouping time', async () => {
    await escalatesBy(policy())
    await alert()
    platform.clock.advance(6 * MINUTE_MS)
    await alert()
    expect(await pages()).toHaveLength(2)
  })

  test('of severity major waits for business hours and says until when; a graver one beside it does not', async () => {
    await escalatesBy(policy())
    await alert({ severity: 'major' })
    expect(await page()).toMatchObject({ state: 'held', reason: 'waits_for_business_hours', messages: [] })
    await alert({ title: 'Gone altogether' })
    expect((await pages()).map(({ state }) => state)).toEqual(['open', 'held'])
  })

  test('that was held is told when the office opens', async () => {
    await escalatesBy(policy())
    await alert({ severity: 'major' })
    const { nextAt } = await page()
    const opens = instant(nextAt ?? '')
    await passes(opens - platform.clock.now())
    expect(await page()).toMatchObject({ state: 'open', reason: 'business_hours_began' })
    expect(new Date(opens).toISOString().slice(11, 16)).toBe('08:00')
    expect(await mailed()).toEqual([cast.engineer.email])
  })
})

describe('escalation', () => {
  beforeEach(() => escalatesBy(policy()))

  test('asks the next step when nobody answers in time, repeats, and then says that nobody did', async () => {
    await alert()
    await handedOver(1)
    await passes(5 * MINUTE_MS)
    expect(await page()).toMatchObject({ state: 'open', reason: 'nobody_answered_in_time', turn: 1 })
    expect(await mailed()).toEqual([cast.engineer.email, cast.lead.email].toSorted())
    await passes(10 * MINUTE_MS)
    await passes(5 * MINUTE_MS)
    expect(await mailed()).toHaveLength(4)
    await passes(10 * MINUTE_MS)
    expect(await page()).toMatchObject({ state: 'unanswered', reason: 'nobody_answered' })
  })

  test('whoever is on duty by a schedule is asked, overrides included', async () => {
    const { id: schedule } = await call('createSchedule', owner, {
      body: { name: 'First', zone: 'Europe/Berlin', layers: [aLayer([id('qa')])] },
    })
    const stretch = { from: toIso(platform.clock.now()), to: toIso(later(platform.clock.now(), HOUR_MS)) }
    await call('addOverride', owner, { params: { id: schedule }, body: { personId: id('developer'), ...stretch } })
    const steps = [{ who: [{ kind: 'schedule', id: schedule }], waitMinutes: 5, isBusinessTime: false }]
    await call('changePolicy', owner, { params: { application: wireApplication() }, ifMatch: 1, body: { steps, repeats: 0 } })
    await expect(call('deleteSchedule', owner, { params: { id: schedule } })).rejects.toEqual(refused('oncall.schedule_in_use'))
    await alert()
    await handedOver(1)
    expect((await page()).messages[0]).toMatchObject({ personId: id('developer'), whyPerson: 'on_duty' })
    const at = platform.clock.now()
    const duty = await platform.work.read((tx) => onDutyAt(tx, { applicationId: scope.applicationId ?? '', at }))
    expect(duty).toEqual([{ personId: cast.developer.id, level: 1, scheduleId: toUuid('duty_schedule', schedule) }])
  })

  test('a relay that takes nothing lets the next step be asked at once, and the reason is kept', async () => {
    await useRelay(platform, relayAt({ port: 9 }))
    await alert()
    await until(async () => {
      await courier.sweep()
      return (await page()).turn > 0
    })
    const { decisions } = await page()
    expect(decisions).toContainEqual(expect.objectContaining({ kind: 'channel_failed', reason: 'unreachable', personId: id('engineer') }))
    expect(decisions).toContainEqual(expect.objectContaining({ kind: 'escalated', reason: 'nobody_reached' }))
    // Everybody was asked now: the turns that only repeat keep their time, so that one outage does not use them up.
    await until(async () => {
      await courier.sweep()
      return (await page()).messages.every(({ channel, outcome }) => channel !== 'email' || outcome !== null)
    })
    expect(await page()).toMatchObject({ state: 'open', turn: 1 })
    await useRelay(platform, relayAt(relay))
    for (let tries = 0; tries < 5; tries++) await passes(10 * SECOND_MS)
    expect(await mailed()).toContain(cast.engineer.email)
  })
})

test('a page that no channel took says that nobody could be reached', async () => {
  await escalatesBy(policy())
  await useRelay(platform, relayAt({ port: 9 }))
  await alert()
  for (let turns = 0; turns < 6; turns++) await passes(10 * MINUTE_MS)
  expect(await page()).toMatchObject({ state: 'unanswered', reason: 'nobody_reached' })
})

test('an application escalates by steps of its own until it follows the plan again', async () => {
  const params = { application: wireApplication() }
  await escalatesBy(policy())
  expect(await call('readPolicy', owner, { params })).toMatchObject({ followsPlan: false, repeats: 1 })
  const { steps } = await call('previewPolicy', owner, { params, body: { steps: policy().steps } })
  expect(steps.flat().map(({ personId }) => personId)).toEqual([id('engineer'), id('lead')])
  await call('followPlan', owner, { params })
  expect(await call('readPolicy', owner, { params })).toMatchObject({ followsPlan: true })
})

describe('an answer', () => {
  beforeEach(() => escalatesBy(policy()))
  const say = async (answer: 'acknowledge' | 'escalate' | 'resolve', who: CastMember = 'engineer') => {
    const [newest] = await pages()
    return call('answerPage', callerOf(who), { params: { id: newest?.id ?? '' }, body: { answer } })
  }

  test('acknowledging ends the asking; saying it again changes nothing', async () => {
    await alert()
    await handedOver(1)
    platform.clock.advance(40 * SECOND_MS)
    await say('acknowledge')
    await say('acknowledge', 'lead')
    expect(await page()).toMatchObject({ state: 'acknowledged', answeredBy: id('engineer'), answeredVia: 'console' })
    await passes(HOUR_MS)
    expect(await mailed()).toEqual([cast.engineer.email])
  })

  test('from a channel counts like one in the console', async () => {
    await alert()
    await handedOver(1)
    const { messages } = await page()
    const key = messages.find(({ channel }) => channel === 'email')?.id ?? ''
    await platform.work.run((tx) =>
      platform.log.publish(tx, {
        event: channelAnswered,
        actor: { kind: 'person', id: cast.engineer.id },
        record: { kind: 'person', id: cast.engineer.id },
        scope,
        at: platform.clock.now(),
        particulars: { key, channel: 'email', answer: 'acknowledge', personId: cast.engineer.id },
      }),
    )
    await platform.log.settle()
    expect(await page()).toMatchObject({ state: 'acknowledged', answeredBy: id('engineer'), answeredVia: 'email' })
  })

  test('handing it on asks the next step now; resolving ends it', async () => {
    await alert()
    await say('escalate')
    await handedOver(2)
    expect(await mailed()).toEqual([cast.engineer.email, cast.lead.email].toSorted())
    await say('resolve', 'lead')
    expect(await page()).toMatchObject({ state: 'ended', reason: 'somebody_resolved_it' })
    await expect(say('acknowledge')).rejects.toEqual(refused('oncall.page_over'))
  })

  test('is nobody else’s: not of another client, not of a contact', async () => {
    await alert()
    const { id: pageId } = await page()
    for (const [who, code] of [
      ['outsideLead', 'common.not_found'],
      ['stranger', 'common.forbidden'],
      ['contact', 'common.forbidden'],
      ['powerless', 'common.forbidden'],
    ] as const) {
      const params = { params: { id: pageId } }
      await expect(call('answerPage', callerOf(who), { ...params, body: { answer: 'resolve' } })).rejects.toEqual(refused(code))
      await expect(call('readPage', callerOf(who), params)).rejects.toEqual(refused(code))
    }
    const { items } = await call('listPages', callerOf('outsideLead'), { query: {} })
    expect(items.filter(({ id: listed }) => listed === pageId)).toEqual([])
  })
})

describe('the end', () => {
  test('comes with the last thing it is about, and nobody is asked any more', async () => {
    await escalatesBy(policy())
    const [one, two] = [await alert(), await alert({ title: 'Checkout' })]
    await handedOver(1)
    await recovers(one)
    expect(await page()).toMatchObject({ state: 'open' })
    await recovers(two)
    expect(await page()).toMatchObject({ state: 'ended', reason: 'recovered' })
    relay.taken.length = 0
    await passes(HOUR_MS)
    expect(await mailed()).toEqual([])
  })

  test('an incident that was declared from an alert belongs to the page of that alert', async () => {
    await escalatesBy(policy())
    const alertId = await alert()
    const incident = uuidv7()
    const about = { label: 'INC-1', type: 'operational', severity: 'critical' } as const
    const told = { actor: SYSTEM, record: { kind: 'incident', id: incident } as const, scope, at: platform.clock.now() }
    const more = { alertId, pages: true, componentIds: [], reason: 'alert' }
    await platform.work.run((tx) => platform.log.publish(tx, { ...told, event: incidentDeclared, particulars: { ...about, ...more } }))
    await recovers(alertId)
    expect(await pages()).toHaveLength(1)
    expect(await page()).toMatchObject({ state: 'open' })
    const moved = { ...about, from: 'monitoring', to: 'resolved', reason: 'fixed' }
    await platform.work.run((tx) => platform.log.publish(tx, { ...told, event: incidentMoved, particulars: moved }))
    await platform.log.settle()
    expect(await page()).toMatchObject({ state: 'ended', reason: 'incident_resolved' })
  })
})

test('a message whose node died is handed over by another one under the same key, and that is counted', async () => {
  await escalatesBy(policy())
  const now = platform.clock.now()
  await useRelay(platform, relayAt({ port: 9 }))
  await platform.log.stop()
  const quiet = new Courier(platform, channelsOf(platform))
  platform.log.declare({ events: EVENTS, reactions: [pagesReaction(quiet.paging)] })
  await platform.log.start()
  await alert()
  const until30 = later(now, 22 * SECOND_MS)
  const dead = await platform.work.run((tx) => claimPageMessage(tx, { node: uuidv7(), now: later(now, SECOND_MS), until: until30 }))
  await useRelay(platform, relayAt(relay))
  platform.clock.advance(23 * SECOND_MS)
  await quiet.sweep()
  const taken = (await page()).messages.find(({ id: key }) => key === dead?.id)
  expect(taken).toMatchObject({ state: 'handed_over', repeats: 1 })
})
