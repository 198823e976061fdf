/** Any JSON, read as the source's mapping says where to find what. */
import { gather, refusing, type Arrived, type Reading } from '../arrived.ts'
import { at, isFields, labelsOf, linkOf, textOf, textOrNull } from '../fields.ts'
import { DESCRIPTION_LENGTH_MAX, LABEL_VALUE_LENGTH_MAX, NAME_LENGTH_MAX, TITLE_LENGTH_MAX } from '../limits.ts'
import type { Refusal } from '../words.ts'

/** Where to find what, each a path such as `alert.labels.0` or a JSON pointer such as `/alert/labels/0`; empty: it is not said. */
export interface Mapping {
  /** A list of alerts; empty: the request is one alert. The other paths begin at each of them. */
  readonly alerts: string
  readonly title: string
  /** What stays the same while an alert lasts; empty: the title. */
  readonly key: string
  readonly state: string
  /** Words of the state that end an alert, in small letters. */
  readonly resolvedWords: readonly string[]
  /** Words by which somebody has taken it on. */
  readonly acknowledgedWords: readonly string[]
  readonly severity: string
  readonly component: string
  readonly description: string
  readonly link: string
  /** An object of names and values. */
  readonly labels: string
}

export const MAPPING_DEFAULT: Mapping = {
  alerts: '',
  title: 'title',
  key: 'id',
  state: 'status',
  resolvedWords: ['resolved', 'ok', 'up', 'closed', 'recovered', 'normal'],
  acknowledgedWords: ['acknowledged'],
  severity: 'severity',
  component: 'component',
  description: 'description',
  link: 'url',
  labels: 'labels',
}

export function readWebhook(body: unknown, mapping: Mapping): Reading {
  if (mapping.alerts === '') return isFields(body) ? gather([readOne(body, mapping)]) : refusing('malformed')
  const list = valueAt(body, mapping.alerts)
  return Array.isArray(list) ? gather(list.map((one) => readOne(one, mapping))) : refusing('malformed')
}

function readOne(one: unknown, mapping: Mapping): Arrived | Refusal {
  const read = (path: string, lengthMax: number) => textOf(path === '' ? undefined : valueAt(one, path), lengthMax)
  const title = read(mapping.title, TITLE_LENGTH_MAX)
  const key = read(mapping.key, LABEL_VALUE_LENGTH_MAX) || title
  if (key === '') return 'no_key'
  const labels = labelsOf(mapping.labels === '' ? {} : valueAt(one, mapping.labels))
  if (labels === undefined) return 'too_many_labels'
  const word = read(mapping.state, NAME_LENGTH_MAX).toLowerCase()
  const state = mapping.resolvedWords.includes(word) ? 'resolved' : mapping.acknowledgedWords.includes(word) ? 'acknowledged' : 'firing'
  if (title === '' && state === 'firing') return 'no_name'
  return {
    key,
    state,
    ruleName: null,
    title,
    severity: textOrNull(read(mapping.severity, NAME_LENGTH_MAX), NAME_LENGTH_MAX),
    component: read(mapping.component, NAME_LENGTH_MAX) || null,
    labels,
    annotations: {},
    description: read(mapping.description, DESCRIPTION_LENGTH_MAX),
    link: linkOf(mapping.link === '' ? undefined : valueAt(one, mapping.link)),
    startsAt: null,
    endsAt: null,
  }
}

/** Undefined when there is nothing. A pointer is that of RFC 6901. */
export function valueAt(value: unknown, path: string): unknown {
  const isPointer = path.startsWith('/')
  const steps = isPointer ? path.slice(1).split('/') : path.split('.')
  return steps.reduce((found: unknown, step) => stepInto(found, isPointer ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step), value)
}

function stepInto(found: unknown, step: string): unknown {
  return Array.isArray(found) && /^\d{1,6}$/.test(step) ? found[Number(step)] : at(found, step)
}
