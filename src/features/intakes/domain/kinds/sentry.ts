/**
 * What an internal integration of Sentry sends
 * (https://docs.sentry.io/organization/integrations/integration-platform/webhooks/): alerts on issues, alerts on metrics, and what becomes
 * of issues, by which their alerts end.
 */
import { gather, refusing, type Arrived, type Reading } from '../arrived.ts'
import { at, linkOf, textOf, textOrNull } from '../fields.ts'
import { DESCRIPTION_LENGTH_MAX, LABEL_VALUE_LENGTH_MAX, NAME_LENGTH_MAX, TITLE_LENGTH_MAX } from '../limits.ts'
import type { Refusal } from '../words.ts'

const NOTHING = {
  ruleName: null,
  severity: null,
  component: null,
  labels: {},
  annotations: {},
  description: '',
  startsAt: null,
  endsAt: null,
}
const OVER = ['resolved', 'ignored', 'archived']

/** `resource` is the header `Sentry-Hook-Resource`. */
export function readSentry(body: unknown, resource: string): Reading {
  const [action, data] = [textOf(at(body, 'action'), NAME_LENGTH_MAX), at(body, 'data')]
  if (typeof data !== 'object' || data === null) return refusing('malformed')
  if (resource === 'event_alert') return gather([readIssueAlert(data)])
  if (resource === 'metric_alert') return gather([readMetricAlert(data, action)])
  return resource === 'issue' && OVER.includes(action) ? gather([readEnd(data)]) : refusing('not_about_alerts')
}

const issueKey = (id: string): string => `issue ${id}`

function readIssueAlert(data: object): Arrived | Refusal {
  const event = at(data, 'event')
  const id = textOf(at(event, 'issue_id'), LABEL_VALUE_LENGTH_MAX)
  if (id === '') return 'no_key'
  const title = textOf(at(event, 'title'), TITLE_LENGTH_MAX)
  if (title === '') return 'no_name'
  const fields = ['platform', 'environment', 'release', 'culprit'].map((name) => [name, textOf(at(event, name), LABEL_VALUE_LENGTH_MAX)])
  return {
    ...NOTHING,
    key: issueKey(id),
    state: 'firing',
    ruleName: textOrNull(at(data, 'triggered_rule'), NAME_LENGTH_MAX),
    title,
    severity: textOrNull(at(event, 'level'), NAME_LENGTH_MAX),
    labels: Object.fromEntries(fields.filter(([, value]) => value !== '')),
    link: linkOf(at(event, 'web_url')),
  }
}

function readEnd(data: object): Arrived | Refusal {
  const id = textOf(at(at(data, 'issue'), 'id'), LABEL_VALUE_LENGTH_MAX)
  return id === '' ? 'no_key' : { ...NOTHING, key: issueKey(id), state: 'resolved', title: '', link: null }
}

function readMetricAlert(data: object, action: string): Arrived | Refusal {
  const alert = at(data, 'metric_alert')
  const id = textOf(at(alert, 'id'), LABEL_VALUE_LENGTH_MAX)
  if (id === '') return 'no_key'
  return {
    ...NOTHING,
    key: `metric ${id}`,
    state: action === 'resolved' ? 'resolved' : 'firing',
    ruleName: textOrNull(at(at(alert, 'alert_rule'), 'name'), NAME_LENGTH_MAX),
    title: textOf(at(data, 'description_title'), TITLE_LENGTH_MAX),
    severity: action || null,
    description: textOf(at(data, 'description_text'), DESCRIPTION_LENGTH_MAX),
    link: linkOf(at(data, 'web_url')),
  }
}
