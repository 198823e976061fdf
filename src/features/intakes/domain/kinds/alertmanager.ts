/**
 * Alerts as Prometheus posts them to Alertmanager's API v2
 * (https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml): their labels tell them apart, and they are over at their
 * end unless they come again.
 */
import { later, type Instant } from '#kit/time.ts'
import { gather, refusing, type Arrived, type Labels, type Reading } from '../arrived.ts'
import { at, isFields, labelsOf, linkOf, timeOf } from '../fields.ts'
import { DESCRIPTION_LENGTH_MAX, RESOLVE_AFTER_MS } from '../limits.ts'
import type { Refusal } from '../words.ts'

export function readAlertmanager(body: unknown, now: Instant): Reading {
  return Array.isArray(body) ? gather(body.map((one) => readOne(one, now))) : refusing('malformed')
}

function readOne(one: unknown, now: Instant): Arrived | Refusal {
  if (!isFields(one) || !isFields(at(one, 'labels'))) return 'malformed'
  const [labels, annotations] = [labelsOf(at(one, 'labels')), labelsOf(at(one, 'annotations'))]
  if (labels === undefined || annotations === undefined) return 'too_many_labels'
  if (Object.keys(labels).length === 0) return 'no_name'
  const [startsAt, endsAt] = [timeOf(at(one, 'startsAt')), timeOf(at(one, 'endsAt'))]
  if (startsAt === undefined || endsAt === undefined) return 'bad_time'
  const over = endsAt ?? later(now, RESOLVE_AFTER_MS)
  const state = over <= now ? 'resolved' : 'firing'
  return { ...labelled(labels, annotations), key: keyOf(labels), state, link: linkOf(at(one, 'generatorURL')), startsAt, endsAt: over }
}

/** What tools of Prometheus's family say by labels and annotations. */
export function labelled(labels: Labels, annotations: Labels) {
  const said = [annotations['summary'], annotations['description'] ?? annotations['message']]
  return {
    ruleName: labels['alertname'] ?? null,
    title: '',
    severity: labels['severity'] ?? labels['priority'] ?? null,
    component: null,
    labels,
    annotations,
    description: said.filter(Boolean).join('\n').slice(0, DESCRIPTION_LENGTH_MAX),
  }
}

/** The same for the same labels in any order. */
export const keyOf = (labels: Labels): string => JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))
