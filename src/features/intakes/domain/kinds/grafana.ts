/**
 * Alerts as Grafana's contact point "Webhook" sends them
 * (https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/).
 */
import { gather, refusing, type Arrived, type Reading } from '../arrived.ts'
import { at, isFields, labelsOf, linkOf, textOf, timeOf } from '../fields.ts'
import { LABEL_VALUE_LENGTH_MAX } from '../limits.ts'
import type { Refusal } from '../words.ts'
import { keyOf, labelled } from './alertmanager.ts'

export function readGrafana(body: unknown): Reading {
  const alerts = at(body, 'alerts')
  return Array.isArray(alerts) ? gather(alerts.map(readOne)) : refusing('malformed')
}

function readOne(one: unknown): Arrived | Refusal {
  if (!isFields(one)) return 'malformed'
  const [labels, annotations] = [labelsOf(at(one, 'labels')), labelsOf(at(one, 'annotations'))]
  if (labels === undefined || annotations === undefined) return 'too_many_labels'
  const status = at(one, 'status')
  if (status !== 'firing' && status !== 'resolved') return 'unknown_action'
  const fingerprint = textOf(at(one, 'fingerprint'), LABEL_VALUE_LENGTH_MAX)
  if (fingerprint === '' && Object.keys(labels).length === 0) return 'no_key'
  const startsAt = timeOf(at(one, 'startsAt'))
  if (startsAt === undefined) return 'bad_time'
  const link = ['panelURL', 'dashboardURL', 'generatorURL'].map((name) => linkOf(at(one, name))).find((found) => found !== null) ?? null
  // Grafana tells the end itself; what it does not send again goes on.
  return { ...labelled(labels, annotations), key: fingerprint || keyOf(labels), state: status, link, startsAt, endsAt: null }
}
