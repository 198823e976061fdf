/** Events as PagerDuty's Events API v2 takes them (https://developer.pagerduty.com/docs/send-alert-event). */
import { gather, refusing, type Arrived, type Reading } from '../arrived.ts'
import { at, isFields, labelsOf, linkOf, textOf, textOrNull, timeOf } from '../fields.ts'
import { LABEL_VALUE_LENGTH_MAX, NAME_LENGTH_MAX, TITLE_LENGTH_MAX } from '../limits.ts'
import type { Refusal } from '../words.ts'

/** Of a key, as that API has it. */
const KEY_LENGTH_MAX = 255

const STATES = { trigger: 'firing', acknowledge: 'acknowledged', resolve: 'resolved' } as const
const isAction = (value: unknown): value is keyof typeof STATES => typeof value === 'string' && Object.hasOwn(STATES, value)

/** `fresh` names an event that says no key. */
export function readPagerDuty(body: unknown, fresh: string): Reading {
  return isFields(body) ? gather([readEvent(body, fresh)]) : refusing('malformed')
}

function readEvent(body: unknown, fresh: string): Arrived | Refusal {
  const action = at(body, 'event_action')
  if (!isAction(action)) return 'unknown_action'
  const said = textOf(at(body, 'dedup_key'), KEY_LENGTH_MAX)
  if (said === '' && action !== 'trigger') return 'no_key'
  const payload = at(body, 'payload')
  const title = textOf(at(payload, 'summary'), TITLE_LENGTH_MAX)
  if (title === '' && action === 'trigger') return 'no_name'
  const annotations = labelsOf(at(payload, 'custom_details'))
  if (annotations === undefined) return 'too_many_labels'
  const [host, component, group, name] = ['source', 'component', 'group', 'class'].map((field) =>
    textOf(at(payload, field), LABEL_VALUE_LENGTH_MAX),
  )
  const labels = Object.fromEntries(Object.entries({ host, component, group, class: name }).flatMap(([key, of]) => (of ? [[key, of]] : [])))
  const links = at(body, 'links')
  const link = linkOf(at(body, 'client_url')) ?? (Array.isArray(links) ? linkOf(at(links[0], 'href')) : null)
  return {
    key: said || fresh,
    state: STATES[action],
    ruleName: name ? name.slice(0, NAME_LENGTH_MAX) : null,
    title,
    severity: textOrNull(at(payload, 'severity'), NAME_LENGTH_MAX),
    component: component || null,
    labels,
    annotations,
    description: '',
    link,
    // Tools write it in many forms, and nothing depends on it.
    startsAt: timeOf(at(payload, 'timestamp')) ?? null,
    endsAt: null,
  }
}
