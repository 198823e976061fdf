import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { readAlertmanager } from './kinds/alertmanager.ts'
import { readGrafana } from './kinds/grafana.ts'
import { readPagerDuty } from './kinds/pagerduty.ts'
import { readSentry } from './kinds/sentry.ts'
import { readUptimeKuma } from './kinds/uptime-kuma.ts'
import { MAPPING_DEFAULT, readWebhook } from './kinds/webhook.ts'
import { LABEL_VALUE_LENGTH_MAX, LABELS_MAX, TITLE_LENGTH_MAX } from './limits.ts'

const NOW = instant('2026-11-25T10:00:00Z')
const readers = [
  (body: unknown) => readAlertmanager([body], NOW),
  (body: unknown) => readGrafana({ alerts: [body] }),
  (body: unknown) => readPagerDuty(body, 'fresh'),
  (body: unknown) => readSentry(body, 'event_alert'),
  (body: unknown) => readSentry(body, 'metric_alert'),
  (body: unknown) => readUptimeKuma(body),
  (body: unknown) => readWebhook(body, MAPPING_DEFAULT),
]
const named = fc.constantFrom(
  'labels',
  'annotations',
  'status',
  'title',
  'id',
  'payload',
  'summary',
  'event_action',
  'data',
  'event',
  'heartbeat',
)
const body = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.dictionary(named, fc.jsonValue({ maxDepth: 3 })))

test('whatever is sent, each reader takes it or names why not, within its bounds', () => {
  fc.assert(
    fc.property(body, (sent) => {
      for (const read of readers) {
        const { alerts, refused } = read(sent)
        expect(alerts.length + refused.length).toBeGreaterThan(0)
        for (const { key, title, labels } of alerts) {
          expect(key).not.toBe('')
          expect(title.length).toBeLessThanOrEqual(TITLE_LENGTH_MAX)
          expect(Object.keys(labels).length).toBeLessThanOrEqual(LABELS_MAX)
          expect(Object.values(labels).every((value) => value.length <= LABEL_VALUE_LENGTH_MAX && !value.includes('\u0000'))).toBe(true)
        }
      }
    }),
  )
})
