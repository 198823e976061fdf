/** Payloads as the documentation of each tool shows them; the pages are named above its reader. */
import { describe, expect, test } from 'vitest'
import { instant, later, MINUTE_MS } from '#kit/time.ts'
import { readAlertmanager } from './kinds/alertmanager.ts'
import { readGrafana } from './kinds/grafana.ts'
import { readPagerDuty } from './kinds/pagerduty.ts'
import { readSentry } from './kinds/sentry.ts'
import { readUptimeKuma } from './kinds/uptime-kuma.ts'
import { MAPPING_DEFAULT, readWebhook, valueAt } from './kinds/webhook.ts'

const NOW = instant('2026-11-25T10:00:00Z')

describe('an alert of Prometheus', () => {
  const alert = { labels: { alertname: 'Disk', severity: 'warning' }, annotations: { summary: 'Full', description: '99 %' } }

  test('lasts until its end, or for five minutes when it says none', () => {
    const ends = (endsAt?: string) => readAlertmanager([{ ...alert, endsAt }], NOW).alerts.map((one) => [one.state, one.endsAt])
    expect(ends()).toEqual([['firing', later(NOW, 5 * MINUTE_MS)]])
    expect(ends('0001-01-01T00:00:00Z')).toEqual([['firing', later(NOW, 5 * MINUTE_MS)]])
    expect(ends('2026-11-25T10:04:00.123456789+00:00')).toEqual([['firing', instant('2026-11-25T10:04:00.123Z')]])
    expect(ends('2026-11-25T10:00:00Z')).toEqual([['resolved', NOW]])
  })

  test('is the same whatever the order of its labels, and says what its annotations say', () => {
    const other = { ...alert, labels: { severity: 'warning', alertname: 'Disk' } }
    const [one, two] = readAlertmanager([alert, other], NOW).alerts
    expect(one?.key).toBe(two?.key)
    expect(one).toMatchObject({ ruleName: 'Disk', title: '', severity: 'warning', description: 'Full\n99 %' })
  })

  test('that is none is refused alone', () => {
    const labels = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`l${index}`, 'x']))
    const bad = [{ labels: {} }, { labels: { a: '' } }, { ...alert, startsAt: 'now' }, { labels }, null]
    const { alerts, refused } = readAlertmanager([alert, ...bad], NOW)
    expect([alerts.length, refused]).toEqual([1, ['no_name', 'no_name', 'bad_time', 'too_many_labels', 'malformed']])
    expect(readAlertmanager({}, NOW).refused).toEqual(['malformed'])
  })
})

test('an alert of Grafana is known by its fingerprint, and links to its panel', () => {
  const alert = {
    status: 'firing',
    labels: { alertname: 'High memory usage', team: 'blue', zone: 'us-1' },
    annotations: { description: 'The system has high memory usage', runbook_url: 'https://myrunbook.com/runbook/1234' },
    startsAt: '2021-10-12T09:51:03.157076+02:00',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'https://play.grafana.org/alerting/1afz29v7z/edit',
    fingerprint: 'c6eadffa33fcdf37',
    dashboardURL: '',
    panelURL: '',
  }
  const { alerts } = readGrafana({ receiver: 'My Super Webhook', status: 'firing', orgId: 1, alerts: [alert] })
  expect(alerts).toMatchObject([{ key: 'c6eadffa33fcdf37', ruleName: 'High memory usage', link: alert.generatorURL, endsAt: null }])
  expect(readGrafana({ alerts: [{ ...alert, status: 'odd' }, 7] }).refused).toEqual(['unknown_action', 'malformed'])
  expect(readGrafana({ title: 'legacy' }).refused).toEqual(['malformed'])
})

test('an event for PagerDuty says its key, or is given one', () => {
  const payload = {
    summary: 'Example alert on host1.example.com',
    timestamp: '2015-07-17T08:42:58.315+0000',
    source: 'monitoringtool:host1.example.com',
    severity: 'info',
    component: 'postgres',
    group: 'prod-datapipe',
    class: 'deploy',
    custom_details: { 'ping time': '1500ms', 'load avg': 0.75 },
  }
  const event = { event_action: 'trigger', payload, links: [{ href: 'https://example.com/', text: 'Link text' }] }
  const [alert] = readPagerDuty(event, 'fresh').alerts
  expect(alert).toMatchObject({ key: 'fresh', ruleName: 'deploy', component: 'postgres', link: 'https://example.com/' })
  expect(alert?.annotations).toEqual({ 'ping time': '1500ms', 'load avg': '0.75' })
  const refused = (body: unknown) => readPagerDuty(body, 'fresh').refused
  expect(refused({ event_action: 'resolve' })).toEqual(['no_key'])
  expect(refused({ event_action: 'trigger', payload: {} })).toEqual(['no_name'])
  expect(refused({ event_action: 'toString', payload })).toEqual(['unknown_action'])
  expect(refused([])).toEqual(['malformed'])
})

test('Sentry tells of issues and metrics, and of other things that are passed over', () => {
  const issue = readSentry(
    { action: 'triggered', data: { event: { issue_id: '1117540176', title: 'ReferenceError', level: 'error' } } },
    'event_alert',
  )
  expect(issue.alerts).toMatchObject([{ key: 'issue 1117540176', state: 'firing', title: 'ReferenceError' }])
  expect(readSentry({ action: 'resolved', data: { issue: { id: '1117540176' } } }, 'issue').alerts).toMatchObject([
    { key: 'issue 1117540176', state: 'resolved' },
  ])
  const metric = { metric_alert: { id: '4', alert_rule: { name: 'Too many errors' } }, description_title: 'Resolved: Too many errors' }
  expect(readSentry({ action: 'warning', data: metric }, 'metric_alert').alerts).toMatchObject([{ state: 'firing', severity: 'warning' }])
  expect(readSentry({ action: 'resolved', data: metric }, 'metric_alert').alerts).toMatchObject([{ state: 'resolved', key: 'metric 4' }])
  expect(readSentry({ action: 'created', data: {} }, 'installation').refused).toEqual(['not_about_alerts'])
  expect(readSentry({ action: 'assigned', data: { issue: { id: '1' } } }, 'issue').refused).toEqual(['not_about_alerts'])
})

test('Uptime Kuma tells of monitors that go down and come up; what is pending is passed over', () => {
  const of = (status: unknown) =>
    readUptimeKuma({ heartbeat: { status, msg: 'timeout' }, monitor: { id: 10, name: 'Shop', hostname: 'shop-1' } })
  expect(of(0).alerts).toMatchObject([{ key: 'monitor 10', state: 'firing', labels: { monitor: 'Shop', host: 'shop-1' } }])
  expect(of(1).alerts).toMatchObject([{ state: 'resolved' }])
  expect([of(2).refused, of('down').refused]).toEqual([['not_about_alerts'], ['unknown_action']])
  expect([readUptimeKuma({}).refused, readUptimeKuma({ heartbeat: null }).refused]).toEqual([['malformed'], ['not_about_alerts']])
})

describe('a mapping', () => {
  test('finds values by dots, by numbers and by pointers', () => {
    const body = { a: { 'b.c': [{ d: 1 }], e: [7, 8] }, 'f/g': 2 }
    expect([valueAt(body, 'a.e.1'), valueAt(body, '/a/b.c/0/d'), valueAt(body, '/f~1g'), valueAt(body, 'a.x.y')]).toEqual([
      8,
      1,
      2,
      undefined,
    ])
    expect([valueAt(body, 'constructor'), valueAt(body, 'a.e.length')]).toEqual([undefined, undefined])
  })

  test('reads one alert or a list, and what ends it', () => {
    const read = (body: unknown, of = {}) => readWebhook(body, { ...MAPPING_DEFAULT, ...of })
    expect(read({ title: 'Disk', status: 'OK' }).alerts).toMatchObject([{ key: 'Disk', state: 'resolved' }])
    expect(read({ list: [{ id: 1, title: 'A' }, { id: 2 }, {}] }, { alerts: 'list' })).toMatchObject({
      alerts: [{ key: '1', state: 'firing' }],
      refused: ['no_name', 'no_key'],
    })
    expect(read({ title: 'Disk', url: 'javascript:alert(1)' }).alerts).toMatchObject([{ link: null }])
    expect([read([]).refused, read({}, { alerts: 'list' }).refused]).toEqual([['malformed'], ['malformed']])
  })
})
