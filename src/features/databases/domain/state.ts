/**
 * From one try to the next state of a watched database.
 *
 * | was         | try failed                     | try brought something     |
 * |-------------|--------------------------------|---------------------------|
 * | unknown     | unreachable, told              | reachable                 |
 * | reachable   | unreachable, told              | reachable                 |
 * | unreachable | unreachable, with its reason   | reachable, told           |
 *
 * Another reason is no other state: since when it cannot be reached stays.
 */
import type { Instant } from '#kit/time.ts'
import type { Failure, Reason, State } from './words.ts'

export interface Standing {
  readonly state: State
  readonly reason: Reason | null
  readonly detail: string
  readonly stateSince: Instant
}

export interface Turn extends Standing {
  /** What people are told of; null: nothing that they would not know. */
  readonly told: 'reachable' | 'unreachable' | null
}

export function turn(was: Pick<Standing, 'state' | 'stateSince'>, failure: Failure | null, at: Instant): Turn {
  const state: State = failure === null ? 'reachable' : 'unreachable'
  const isNew = was.state !== state
  return {
    state,
    reason: failure?.reason ?? null,
    detail: failure?.detail ?? '',
    stateSince: isNew ? at : was.stateSince,
    told: isNew && !(was.state === 'unknown' && failure === null) ? state : null,
  }
}
