/** From a sample to an alert and its end, on real stores and a clock. */
import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { callerOf, CLIENT_A } from '#core/identity/testing.ts'
import { checkWentDown } from '#events/checks.ts'
import { pageAcknowledged } from '#events/oncall.ts'
import { intakeOf } from '#features/telemetry/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, later, MINUTE_MS, SECOND_MS, toIso } from '#kit/time.ts'
import { affected } from '#platform/pg/tx.ts'
import { alertChart, alertInBrief } from './public.ts'
import {
  after,
  applicationId,
  call,
  catalog,
  environmentId,
  listed,
  looked,
  ours,
  owner,
  platform,
  refused,
  restart,
  running,
  send,
  settled,
  told,
  withRule,
  type Sent,
} from './testing-world.ts'

describe('a rule over a series', () => {
  test('opens one alert with the sample that decides, wakes somebody once, and tells when it is over', async () => {
    await withRule()
    await send(79)
    expect(await listed()).toEqual([])
    platform.clock.advance(SECOND_MS)
    await send(81)
    platform.clock.advance(SECOND_MS)
    await send(90)
    expect(await listed()).toMatchObject([
      { title: 'Queue of q-1', state: 'firing', severity: 'critical', pages: true, pageReason: 'pages', value: 81 },
    ])
    expect((await told('alert.opened')).map(({ particulars }) => particulars)).toMatchObject([
      { pages: true, foldedIntoId: null, reason: 'pages' },
    ])
    platform.clock.advance(MINUTE_MS)
    await send(10)
    expect(await listed()).toMatchObject([{ state: 'recovered' }])
    expect((await told('alert.recovered')).map(({ particulars }) => particulars)).toMatchObject([
      { reason: 'recovered', lastedSeconds: 61 },
    ])
  })

  test('says how it came about, with its reasons and its limit', async () => {
    await withRule({ condition: { forMs: 30 * SECOND_MS } })
    for (const value of [90, 91, 92]) {
      await send(value)
      platform.clock.advance(15 * SECOND_MS)
    }
    const [row] = await listed()
    const read = await call('readAlert', owner, { params: { id: row?.id } })
    expect(read).toMatchObject({ limit: 80, forSeconds: 30, rule: { name: 'Queue', followsPlan: false }, labels: { host: 'q-1' } })
    expect(read.transitions.map(({ to, reason }) => `${to}: ${reason}`)).toEqual(['firing: held_long_enough', 'pending: limit_crossed'])
  })

  test('knows what whoever is woken asks first: course, last release, and the runbook of the rule before that of the application', async () => {
    const ruleId = await withRule()
    for (const value of [70, 75, 90]) {
      await send(value)
      platform.clock.advance(2 * MINUTE_MS)
    }
    await looked()
    const alertOf = async () => {
      const [row] = await listed()
      return call('readAlert', owner, { params: { id: row?.id } })
    }
    const read = await alertOf()
    expect(read).toMatchObject({ runbookUrl: null, release: null })
    const alertId = toUuid('alert', read.id) ?? ''
    expect(await alertChart(platform, { id: alertId, points: 24 })).toMatchObject({ points: [70, 75, 90] })
    const away = async (): Promise<never> => {
      throw new Fault(common.store_unavailable)
    }
    const without = { ...platform, clickhouse: { ...platform.clickhouse, query: away } }
    expect(await alertChart(without, { id: alertId, points: 24 })).toBeNull()

    const query = sql`insert into error_release (environment_id, release, first_seen_at) values (${environmentId()}, 'shop@2.3.1', now())`
    await platform.work.run((tx) => affected(tx, 'test.release', query))
    const application = await catalog('readApplication', owner, { params: { id: ours.application } })
    const runbookUrl = 'https://wiki.example/shop'
    await catalog('changeApplication', owner, { params: { id: ours.application }, ifMatch: application.version, body: { runbookUrl } })
    const told = { runbookUrl, release: { name: 'shop@2.3.1' } }
    expect(await alertOf()).toMatchObject(told)
    expect(await platform.work.read((tx) => alertInBrief(tx, alertId))).toMatchObject({ ...told, measured: { value: 90, limit: 80 } })
    const { items } = await call('listRules', owner, { params: { id: ours.application } })
    const rule = items.find(({ id }) => id === toId('alert_rule', ruleId))
    if (!rule) throw new Error('the rule is not listed')
    const { name, severity, source, condition } = rule
    const body = { name, severity, source, condition, runbookUrl: 'https://wiki.example/queue' }
    await call('changeRule', owner, { params: { id: rule.id }, ifMatch: rule.version, body })
    expect(await alertOf()).toMatchObject({ runbookUrl: 'https://wiki.example/queue' })
  })

  test('goes on waiting after a restart as if nothing had happened', async () => {
    await withRule({ condition: { forMs: MINUTE_MS } })
    await send(90)
    await restart()
    platform.clock.advance(61 * SECOND_MS)
    await send(90)
    expect(await listed()).toMatchObject([{ state: 'firing' }])
  })

  test('in learning writes down what it would have done and wakes nobody', async () => {
    await withRule({}, { mode: 'learning' })
    await send(90)
    expect(await listed()).toMatchObject([{ state: 'firing', pages: false, pageReason: 'learning' }])
  })

  test('does not look at series that lack its labels, nor at another environment', async () => {
    await withRule({ labels: { host: 'q-2' } })
    await send(90)
    expect(await listed()).toEqual([])
    await send(90, { labels: { host: 'q-2' } })
    expect(await listed()).toHaveLength(1)
  })

  test('ends with its series', async () => {
    await withRule()
    await send(90)
    platform.clock.advance(SECOND_MS)
    await send('ended')
    expect((await told('alert.recovered')).map(({ particulars }) => particulars)).toMatchObject([{ reason: 'ended' }])
  })
})

async function components(): Promise<{ readonly root: string; readonly leaf: string }> {
  const add = (name: string) => catalog('createComponent', owner, { body: { applicationId: ours.application, name, kind: 'api' } })
  const [root, leaf] = [await add('database'), await add('web')]
  await catalog('setComponentDependencies', owner, { params: { id: leaf.id }, ifMatch: leaf.version, body: { dependsOn: [root.id] } })
  await settled()
  return { root: toUuid('component', root.id) ?? '', leaf: toUuid('component', leaf.id) ?? '' }
}
const of = (component: string, host = component): Sent => ({ labels: { component, host } })

describe('alerts of components that stand on each other', () => {
  test('are one alert when the parent comes first, and the child is raised when it still fires after the parent', async () => {
    await components()
    await withRule()
    await send(90, of('database'))
    await send(90, of('web'))
    expect((await listed()).map(({ title, state }) => `${title}: ${state}`)).toEqual([
      'Queue of web: evidence',
      'Queue of database: firing',
    ])
    platform.clock.advance(SECOND_MS)
    await send(10, of('database'))
    await after(2 * MINUTE_MS)
    expect((await told('alert.raised')).map(({ particulars }) => particulars)).toMatchObject([{ title: 'Queue of web', pages: true }])
    expect(await listed('state:firing')).toMatchObject([{ title: 'Queue of web', pages: true }])
  })

  test('are one page when the parent comes last: it takes over', async () => {
    await components()
    await withRule()
    await send(90, of('web'))
    await after(5 * MINUTE_MS)
    await send(90, of('database'))
    expect(await listed('state:firing')).toMatchObject([
      { title: 'Queue of database', pages: false, pageReason: 'paged_already', evidence: 1 },
    ])
    expect((await told('alert.folded')).map(({ particulars }) => particulars)).toMatchObject([
      { title: 'Queue of web', intoTitle: 'Queue of database', reason: 'taken_over' },
    ])
    expect((await told('alert.opened')).filter(({ particulars }) => particulars['pages'])).toHaveLength(1)
  })

  test('come as a storm and are one page', async () => {
    await components()
    await withRule()
    const labels = [...Array.from({ length: 60 }, (_none, index) => of('web', `w-${index}`)), of('database')]
    const points = labels.map((one) => ({ metric: 'queue.length', labels: one.labels ?? {}, at: platform.clock.now(), value: 90 }))
    await intakeOf(platform).takePoints({ environmentId: environmentId(), keyId: null, protocol: 'collector' }, { bytes: 0, points })
    await new Promise((resolve) => setImmediate(resolve))
    await running.watching.write()
    await platform.log.settle()
    expect(await listed('state:firing')).toMatchObject([{ title: 'Queue of database', evidence: 60 }])
    expect((await told('alert.opened')).filter(({ particulars }) => particulars['pages'])).toHaveLength(1)
  })
})

describe('a silence', () => {
  const silence = (more: object = {}) => ({
    applicationId: ours.application,
    matchers: [{ field: 'label', name: 'host', operator: 'starts_with', value: 'q-' }],
    comment: 'The queue is being moved.',
    endsAt: toIso(later(platform.clock.now(), HOUR_MS)),
    ...more,
  })

  test('holds what fits from the moment it is there, and what still fires afterwards is raised', async () => {
    await withRule()
    await call('createSilence', owner, { body: silence() })
    await send(90)
    await send(90, { labels: { host: 'other' } })
    expect(await listed('state:firing')).toMatchObject([{ pageReason: 'silenced', pages: false }])
    await after(HOUR_MS)
    expect((await told('alert.raised')).map(({ particulars }) => particulars)).toMatchObject([{ title: 'Queue of q-1', pages: true }])
  })

  test('can be ended early, by those who may', async () => {
    await withRule()
    const { id } = await call('createSilence', owner, { body: silence() })
    await send(90)
    await expect(call('endSilence', callerOf('outsideLead'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
    await call('endSilence', owner, { params: { id } })
    await after(0)
    expect(await listed()).toMatchObject([{ pages: true }])
    expect((await call('listSilences', owner)).items.find((one) => one.id === id)).toMatchObject({ state: 'over', application: 'Shop' })
    expect((await call('listSilences', callerOf('stranger'))).items).toEqual([])
  })

  test('of everything that never ends is refused', async () => {
    const endsAt = toIso(later(platform.clock.now(), 91 * 24 * HOUR_MS))
    await expect(call('createSilence', owner, { body: silence({ endsAt }) })).rejects.toEqual(refused('common.invalid_request'))
  })
})

describe('a check', () => {
  async function goesDown(): Promise<void> {
    const check = uuidv7()
    const scope = { clientId: CLIENT_A, applicationId: applicationId(), audience: 'internal' } as const
    const particulars = { name: 'Shop answers', environmentId: environmentId(), check: 'http', reason: 'no_answer', beforeSeconds: 60 }
    const actor = { kind: 'system', id: 'test' } as const
    const record = { kind: 'check', id: check } as const
    await platform.work.run((tx) =>
      platform.log.publish(tx, { event: checkWentDown, actor, record, scope, at: platform.clock.now(), particulars }),
    )
    await platform.log.settle()
  }

  test('that stays down for two minutes is a critical alert from the first day on', async () => {
    await settled()
    await goesDown()
    await after(MINUTE_MS)
    expect(await listed()).toEqual([])
    await after(MINUTE_MS)
    expect(await listed()).toMatchObject([{ title: 'Check down of Shop answers', severity: 'critical', pages: true }])
  })
})

describe('people', () => {
  test('acknowledge once, from the console or by answering a page', async () => {
    await withRule()
    await send(90)
    await send(90, { labels: { host: 'q-9' } })
    const [evidence, firing] = await listed()
    const lead = callerOf('lead')
    expect(await call('acknowledgeAlert', lead, { params: { id: firing?.id } })).toMatchObject({ state: 'acknowledged' })
    await call('acknowledgeAlert', lead, { params: { id: firing?.id } })
    await expect(call('acknowledgeAlert', lead, { params: { id: evidence?.id } })).rejects.toEqual(refused('alerting.is_evidence'))
    const about = { title: 'Queue', aboutKind: 'alert', aboutId: toUuid('alert', firing?.id ?? '') ?? '', reason: 'answered' } as const
    const answered = { ...about, personId: uuidv7(), channel: 'console', seconds: 3 }
    const scope = { clientId: CLIENT_A, applicationId: applicationId(), audience: 'internal' } as const
    const actor = { kind: 'system', id: 'test' } as const
    const record = { kind: 'page', id: uuidv7() } as const
    await platform.work.run((tx) =>
      platform.log.publish(tx, { event: pageAcknowledged, actor, record, scope, at: platform.clock.now(), particulars: answered }),
    )
    await platform.log.settle()
    expect(await told('alert.acknowledged')).toHaveLength(1)
  })

  test('of another client see nothing of it', async () => {
    await withRule()
    await send(90)
    const [row] = await listed()
    for (const who of ['stranger', 'outsideLead'] as const) {
      const why = refused(who === 'stranger' ? 'common.forbidden' : 'common.not_found')
      expect(await listed('', callerOf(who))).toEqual([])
      await expect(call('readAlert', callerOf(who), { params: { id: row?.id } })).rejects.toEqual(why)
      await expect(call('acknowledgeAlert', callerOf(who), { params: { id: row?.id } })).rejects.toEqual(why)
    }
  })

  test('are reminded of what still fires', async () => {
    await withRule()
    await send(90)
    await after(4 * HOUR_MS)
    await after(4 * HOUR_MS)
    expect((await told('alert.reminded')).map(({ particulars }) => particulars['lastedSeconds'])).toEqual([14_400, 28_800])
  })
})
