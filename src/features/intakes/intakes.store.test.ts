import { describe, expect, test } from 'vitest'
import { callerOf } from '#core/identity/testing.ts'
import { MINUTE_MS } from '#kit/time.ts'
import {
  after,
  alerting,
  anAlert,
  aSource,
  call,
  catalog,
  listed,
  ofOtherClient,
  ours,
  owner,
  platform,
  post,
  refused,
  sendEvent,
  sendPrometheus,
  told,
} from './testing-world.ts'

describe('an alert of Prometheus', () => {
  test('opens an alert that wakes somebody, once however often it is sent, and recovers when Prometheus says so', async () => {
    const { secret } = await aSource('alertmanager')
    await sendPrometheus(secret, [anAlert()])
    await sendPrometheus(secret, [anAlert(), anAlert()])
    expect(await listed()).toMatchObject([{ title: 'QueueIsLong of q-1', state: 'firing', severity: 'critical', pages: true }])
    await sendPrometheus(secret, [anAlert({}, { endsAt: platform.clock.now() })])
    expect(await listed()).toMatchObject([{ state: 'recovered' }])
    expect((await told('alert.recovered')).length).toBe(1)
  })

  test('that is not sent again by its end recovers, and one that is sent again goes on', async () => {
    const { secret, id } = await aSource('alertmanager')
    await sendPrometheus(secret, [anAlert(), anAlert({ instance: 'q-2' })])
    await after(3 * MINUTE_MS)
    await sendPrometheus(secret, [anAlert()])
    await after(2 * MINUTE_MS)
    const states = new Map((await listed()).map(({ title, state }) => [title, state]))
    expect(Object.fromEntries(states)).toEqual({ 'QueueIsLong of q-1': 'firing', 'QueueIsLong of q-2': 'recovered' })
    const { items } = await call('listSources', owner, { params: { id: ours.application } })
    expect(items.find((one) => one.id === id)).toMatchObject({
      openAlerts: 1,
      taken: expect.arrayContaining([{ outcome: 'expired', alerts: 1 }]),
    })
  })

  test('keeps what it says beside it, and says why it is as severe as it is', async () => {
    const { secret } = await aSource('alertmanager')
    await sendPrometheus(secret, [anAlert({ severity: 'sev-9' })])
    const [alert] = await listed()
    expect(alert).toMatchObject({ severity: 'major' })
    const { items } = await call('readOrigin', owner, { params: { id: alert?.id } })
    expect(items).toMatchObject([
      { source: 'Our alertmanager', severitySaid: 'sev-9', severityReason: 'unknown_word', description: 'The queue is long' },
    ])
    await expect(call('readOrigin', callerOf('outsideLead'), { params: { id: alert?.id } })).rejects.toEqual(refused('common.not_found'))
  })

  test('is refused with its reason while the others of the request are taken', async () => {
    const { secret } = await aSource('alertmanager')
    const bad = [{ labels: {} }, { ...anAlert(), endsAt: 'tomorrow' }, 7]
    await expect(sendPrometheus(secret, [anAlert(), ...bad])).rejects.toEqual(refused('intakes.alerts_refused'))
    expect(await listed()).toMatchObject([{ state: 'firing' }])
    const { items } = await call('listSources', owner, { params: { id: ours.application } })
    expect(items[0]?.refused.map(({ reason, alerts }) => [reason, alerts])).toEqual([
      ['bad_time', 1],
      ['malformed', 1],
      ['no_name', 1],
    ])
  })

  test('of a failed parent in a storm of 2,000 is one alert with evidence, and wakes somebody once', async () => {
    const { secret } = await aSource('alertmanager')
    const component = (name: string) => catalog('createComponent', owner, { body: { applicationId: ours.application, name, kind: 'api' } })
    const database = await component('Database')
    for (let index = 0; index < 10; index++) {
      const { id, version } = await component(`Service ${index}`)
      await catalog('setComponentDependencies', owner, { params: { id }, ifMatch: version, body: { dependsOn: [database.id] } })
    }
    const children = Array.from({ length: 1_999 }, (_, index) => anAlert({ instance: `s-${index}`, service: `Service ${index % 10}` }))
    await sendPrometheus(secret, [anAlert({ service: 'Database', instance: 'db-1' }), ...children])
    expect(await listed('state:firing')).toMatchObject([{ title: 'QueueIsLong of db-1', evidence: 1_999, pages: true }])
  })

  test('never meets the same alert of another client', async () => {
    const other = await ofOtherClient()
    const [mine, theirs] = [await aSource('alertmanager'), await aSource('alertmanager', other.environment)]
    await sendPrometheus(mine.secret, [anAlert()])
    await sendPrometheus(theirs.secret, [anAlert()])
    await sendPrometheus(theirs.secret, [anAlert({}, { endsAt: platform.clock.now() })])
    expect([await listed(), await listed('', other.application)]).toMatchObject([[{ state: 'firing' }], [{ state: 'recovered' }]])
  })
})

describe('an event for PagerDuty', () => {
  const payload = { summary: 'Disk of web-1 is full', source: 'web-1', severity: 'warning', class: 'Disk' }

  test('opens, becomes worse, is acknowledged and resolved by its key', async () => {
    const { secret } = await aSource('pagerduty')
    expect(secret).toMatch(/^[0-9a-f]{32}$/)
    const key = await sendEvent(secret, { event_action: 'trigger', dedup_key: 'disk', payload })
    expect([key, await listed()]).toMatchObject(['disk', [{ title: 'Disk of web-1 is full', severity: 'minor', pages: false }]])
    await sendEvent(secret, { event_action: 'trigger', dedup_key: 'disk', payload: { ...payload, severity: 'critical' } })
    expect(await listed()).toMatchObject([{ severity: 'critical', pages: true }])
    expect((await told('alert.raised')).map(({ particulars }) => particulars['title'])).toEqual(['Disk of web-1'])
    await sendEvent(secret, { event_action: 'acknowledge', dedup_key: 'disk' })
    expect(await listed()).toMatchObject([{ state: 'acknowledged' }])
    await sendEvent(secret, { event_action: 'resolve', dedup_key: 'disk' })
    expect(await listed()).toMatchObject([{ state: 'recovered' }])
  })

  test('leaves what it says in its own words out of the log', async () => {
    const { secret } = await aSource('pagerduty')
    await sendEvent(secret, { event_action: 'trigger', payload: { summary: 'Ada Lovelace cannot sign in' } })
    expect(await listed()).toMatchObject([{ title: 'Ada Lovelace cannot sign in' }])
    expect((await told('alert.opened')).map(({ particulars }) => particulars['title'])).toEqual(['Our pagerduty'])
  })

  test('with a key of none, or of another kind, is refused', async () => {
    const { secret } = await aSource('grafana')
    await expect(sendEvent('0'.repeat(32), { event_action: 'trigger', payload })).rejects.toEqual(refused('intakes.unknown_key'))
    await expect(sendEvent(secret, { event_action: 'trigger', payload })).rejects.toEqual(refused('intakes.wrong_kind'))
  })
})

test('alerts of Grafana fire and resolve by their fingerprint', async () => {
  const { secret } = await aSource('grafana')
  const alert = {
    status: 'firing',
    labels: { alertname: 'High memory usage', zone: 'us-1' },
    annotations: {},
    fingerprint: 'c6eadffa33fcdf37',
  }
  const times = { startsAt: '2021-10-12T09:51:03.157076+02:00', endsAt: '0001-01-01T00:00:00Z' }
  expect(await post(secret, { receiver: 'Pitcrew', status: 'firing', alerts: [{ ...alert, ...times }] })).toBe(1)
  expect(await listed()).toMatchObject([{ title: 'High memory usage', state: 'firing', severity: 'major' }])
  await post(secret, { alerts: [{ ...alert, ...times, status: 'resolved' }] })
  expect(await listed()).toMatchObject([{ state: 'recovered' }])
})

test('an alert of Sentry is taken when Sentry has signed it, and ends with its issue', async () => {
  const { secret, id, version } = await aSource('sentry')
  await call('changeSource', owner, { params: { id }, body: { signingSecret: 'client-secret' }, ifMatch: version })
  const event = { issue_id: '1117540176', title: 'ReferenceError: heck is not defined', level: 'error', web_url: 'https://sentry.io/x/' }
  const triggered = { action: 'triggered', data: { event, triggered_rule: 'Very important alert rule' } }
  await expect(post(secret, triggered, { resource: 'event_alert' })).rejects.toEqual(refused('intakes.wrong_signature'))
  await expect(post(secret, triggered, { resource: 'event_alert', signedWith: 'another-secret' })).rejects.toEqual(
    refused('intakes.wrong_signature'),
  )
  await post(secret, triggered, { resource: 'event_alert', signedWith: 'client-secret' })
  expect(await listed()).toMatchObject([{ title: 'ReferenceError: heck is not defined', state: 'firing', severity: 'major' }])
  await post(secret, { action: 'assigned', data: { issue: { id: '1117540176' } } }, { resource: 'issue', signedWith: 'client-secret' })
  expect(await listed()).toMatchObject([{ state: 'firing' }])
  await post(secret, { action: 'resolved', data: { issue: { id: '1117540176' } } }, { resource: 'issue', signedWith: 'client-secret' })
  expect(await listed()).toMatchObject([{ state: 'recovered' }])
})

test('a monitor of Uptime Kuma that goes down faces users, and its test is passed over', async () => {
  const { secret } = await aSource('uptime_kuma')
  expect(await post(secret, { heartbeat: null, monitor: null, msg: 'Testing' })).toBe(0)
  const monitor = { id: 10, name: 'Shop', url: 'https://shop.example', hostname: null, type: 'http' }
  await post(secret, { heartbeat: { monitorID: 10, status: 0, msg: 'timeout' }, monitor, msg: '[Shop] [Down] timeout' })
  const [alert] = await listed()
  expect(alert).toMatchObject({ title: 'Shop', state: 'firing' })
  expect(await alerting('readAlert', owner, { params: { id: alert?.id } })).toMatchObject({
    source: { kind: 'outside', tool: 'uptime_kuma', isCheck: true },
  })
  await post(secret, { heartbeat: { monitorID: 10, status: 1, msg: 'OK' }, monitor, msg: '[Shop] [Up] OK' })
  expect(await listed()).toMatchObject([{ state: 'recovered' }])
})

test('any webhook is read as its mapping says', async () => {
  const { secret, id, version, settings } = await aSource('webhook')
  const words = { ...settings.mapping, alerts: 'problems', title: '/event/name', key: 'event.id', state: 'value', severity: 'event.level' }
  const severities = { words: { disaster: 'minor' as const }, otherwise: 'notify' as const }
  await call('changeSource', owner, { params: { id }, body: { settings: { ...settings, severities, mapping: words } }, ifMatch: version })
  const problem = { event: { id: 7, name: 'Link is down', level: 'Disaster' }, value: 'PROBLEM' }
  await post(secret, { problems: [problem] })
  expect(await listed()).toMatchObject([{ title: 'Link is down', severity: 'minor', state: 'firing' }])
  await post(secret, { problems: [{ ...problem, value: 'OK' }] })
  expect(await listed()).toMatchObject([{ state: 'recovered' }])
})

describe('an alert source', () => {
  test('sends a test that wakes nobody and is over by itself', async () => {
    const { id } = await aSource('grafana')
    await call('testSource', owner, { params: { id } })
    expect(await listed()).toMatchObject([{ title: 'Test of Our grafana', severity: 'notify', pages: false }])
    await after(5 * MINUTE_MS)
    expect(await listed()).toMatchObject([{ state: 'recovered' }])
  })

  test('that was given another secret takes nothing by the one before', async () => {
    const { id, secret } = await aSource('alertmanager')
    const renewed = await call('renewSource', owner, { params: { id } })
    await expect(sendPrometheus(secret, [anAlert()])).rejects.toEqual(refused('common.unauthenticated'))
    await sendPrometheus(renewed.secret, [anAlert()])
    expect(await listed()).toMatchObject([{ state: 'firing' }])
  })

  test('that is removed takes nothing, and its open alerts end', async () => {
    const { id, secret } = await aSource('alertmanager')
    await sendPrometheus(secret, [anAlert(), anAlert({ instance: 'q-2' })])
    await call('removeSource', owner, { params: { id } })
    await expect(sendPrometheus(secret, [anAlert()])).rejects.toEqual(refused('common.unauthenticated'))
    await after(0)
    expect((await listed()).map(({ state }) => state)).toEqual(['recovered', 'recovered'])
    expect((await call('listSources', owner, { params: { id: ours.application } })).items).toEqual([])
  })

  test('is nothing to people of another client', async () => {
    const { id } = await aSource('alertmanager')
    const stranger = callerOf('outsideLead')
    await expect(call('listSources', stranger, { params: { id: ours.application } })).rejects.toEqual(refused('common.not_found'))
    await expect(call('removeSource', callerOf('outsideLead'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
    await expect(call('renewSource', callerOf('outsideLead'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
  })
})
