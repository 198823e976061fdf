/** What a change of a task changes, and which events tell it. Pure. */
import { toIso, type Instant } from '#kit/time.ts'
import type { TaskState } from './words.ts'

/** What of a task can be changed. */
export interface TaskValues {
  readonly title: string
  readonly description: string
  readonly state: TaskState
  readonly priority: number
  readonly assigneeId: string | null
  readonly dueAt: Instant | null
  readonly clientId: string | null
  readonly applicationId: string | null
}

export type TaskChange = { readonly [K in keyof TaskValues]?: TaskValues[K] | undefined }

/** What stands in events; texts stay in their tables. */
export interface Told {
  readonly fields: string[]
  readonly before: Record<string, string | number | null>
  readonly after: Record<string, string | number | null>
}

export interface Judged {
  readonly next: TaskValues
  /** The changed fields with the values that they had; empty when all is as it was. */
  readonly before: TaskChange
  readonly step: 'completed' | 'reopened' | null
  readonly isReassigned: boolean
  /** Changes that have no event of their own; null when there are none. */
  readonly told: Told | null
}

const FIELDS = ['title', 'description', 'state', 'priority', 'assigneeId', 'dueAt', 'clientId', 'applicationId'] as const
const TEXTS: ReadonlySet<string> = new Set(['title', 'description'])
const OWN_EVENT: ReadonlySet<string> = new Set(['state', 'assigneeId'])

/** Undefined fields of the change were not asked for. */
export function judgeChange(values: TaskValues, change: TaskChange): Judged {
  const changed = FIELDS.filter((field) => change[field] !== undefined && change[field] !== values[field])
  const pick = (from: TaskChange) => Object.fromEntries(changed.map((field) => [field, from[field]]))
  const others = changed.filter((field) => !OWN_EVENT.has(field))
  return {
    next: { ...values, ...pick(change) },
    before: pick(values),
    step: changed.includes('state') ? (change.state === 'done' ? 'completed' : 'reopened') : null,
    isReassigned: changed.includes('assigneeId'),
    told: others.length === 0 ? null : { fields: others, before: toldOf(values, others), after: toldOf(change, others) },
  }
}

function toldOf(values: TaskChange, fields: readonly (keyof TaskValues)[]): Told['before'] {
  const closed = fields.filter((field) => !TEXTS.has(field))
  return Object.fromEntries(closed.map((field) => [field, field === 'dueAt' ? isoOf(values.dueAt) : (values[field] ?? null)]))
}

function isoOf(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : toIso(at)
}
