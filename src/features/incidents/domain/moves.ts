/** What may become of an incident, and when it became what it is. */
import type { Severity } from '#core/plan/domain/words.ts'
import type { Instant } from '#kit/time.ts'
import { LASTING_STATES, type IncidentState } from './words.ts'

/** One step of its life: the state and severity that held from then on. */
export interface Move {
  readonly at: Instant
  readonly state: IncidentState
  readonly severity: Severity
  /** Whether Pitcrew itself did it. */
  readonly isOwn: boolean
}

/**
 * | from | to |
 * |---|---|
 * | declared | acknowledged, investigating, identified, monitoring, resolved |
 * | acknowledged | investigating, identified, monitoring, resolved |
 * | investigating | identified, monitoring, resolved |
 * | identified | investigating, monitoring, resolved |
 * | monitoring | investigating, identified, resolved; declared when its alerts came back before anybody looked |
 * | resolved | declared (reopened), closed |
 * | closed | declared (reopened) |
 */
export const allowedMoves: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  declared: ['acknowledged', 'investigating', 'identified', 'monitoring', 'resolved'],
  acknowledged: ['investigating', 'identified', 'monitoring', 'resolved'],
  investigating: ['identified', 'monitoring', 'resolved'],
  identified: ['investigating', 'monitoring', 'resolved'],
  monitoring: ['declared', 'investigating', 'identified', 'resolved'],
  resolved: ['declared', 'closed'],
  closed: ['declared'],
}

export type MoveReason = 'fits' | 'is_so_already' | 'was_answered' | 'resolve_first' | 'reopen_first' | 'review_is_missing'

export interface MoveVerdict {
  readonly allowed: boolean
  readonly reason: MoveReason
}

const refusal = (reason: MoveReason): MoveVerdict => ({ allowed: false, reason })

/**
 * | Reason | When |
 * |---|---|
 * | `fits` | it may |
 * | `is_so_already` | it is in that state |
 * | `was_answered` | somebody works on it; that is not taken back |
 * | `resolve_first` | only what is resolved is closed |
 * | `reopen_first` | it is over |
 * | `review_is_missing` | the review that its severity demands is not finished |
 */
export function judgeMove(from: IncidentState, to: IncidentState, { isReviewMissing }: { readonly isReviewMissing: boolean }): MoveVerdict {
  if (from === to) return refusal('is_so_already')
  if (!allowedMoves[from].includes(to)) return refusal(refusalOf(from, to))
  return to === 'closed' && isReviewMissing ? refusal('review_is_missing') : { allowed: true, reason: 'fits' }
}

function refusalOf(from: IncidentState, to: IncidentState): MoveReason {
  if (!isLasting(from)) return 'reopen_first'
  return to === 'closed' ? 'resolve_first' : 'was_answered'
}

/** Whether the harm lasts. */
export function isLasting(state: IncidentState): boolean {
  return (LASTING_STATES as readonly IncidentState[]).includes(state)
}

/** Milliseconds; null where it has not come to that. */
export interface IncidentTimes {
  /** From the start of the harm until it was declared; 0 when it was declared before it began. */
  readonly detectMs: number | null
  /** From the declaration until somebody had it. */
  readonly acknowledgeMs: number | null
  /** From the start of the harm until it was last resolved; null while it lasts. */
  readonly restoreMs: number | null
}

/** `moves` oldest first. What was resolved too early counts from the start: a reopened incident was not restored. */
export function timesOf(moves: readonly Move[], harmStartedAt: Instant): IncidentTimes {
  const declared = moves[0]
  const acknowledged = moves.find(({ state, isOwn }) => state !== 'declared' && !isOwn)
  const last = moves.findLast(({ state }, at) => state === 'resolved' && moves[at - 1]?.state !== 'resolved')
  const isOver = moves.length > 0 && !isLasting(moves.at(-1)?.state ?? 'declared')
  const since = (from: Instant | undefined, to: Instant | undefined) =>
    from === undefined || to === undefined ? null : Math.max(0, to - from)
  return {
    detectMs: since(harmStartedAt, declared?.at),
    acknowledgeMs: since(declared?.at, acknowledged?.at),
    restoreMs: isOver ? since(harmStartedAt, last?.at) : null,
  }
}
