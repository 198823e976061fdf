/** What stands in the way of a window that is planned. Nothing is refused: whoever plans decides. Pure. */
import type { Instant } from '#kit/time.ts'
import { meets, type WindowScope } from './cover.ts'
import type { WindowKind } from './words.ts'

export interface Span {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** A window with those of its occurrences that are compared. */
export interface Timed extends WindowScope {
  readonly kind: WindowKind
  readonly freezesReleases: boolean
  readonly spans: readonly Span[]
}

/**
 * | Reason | When |
 * |---|---|
 * | `same_time` | two windows for work meet in place and time |
 * | `in_freeze` | a window in which releases go on lies in a time without releases |
 * | `freezes_window` | the other way round: the new one holds the releases of a window that is planned |
 */
export type ConflictReason = 'same_time' | 'in_freeze' | 'freezes_window'

export interface Conflict<T> {
  readonly with: T
  readonly reason: ConflictReason
  /** When they first meet. */
  readonly at: Instant
}

/** By time; one for each other window, the first time they meet. */
export function conflictsOf<T extends Timed>(mine: Timed, others: readonly T[]): readonly Conflict<T>[] {
  return others
    .flatMap((other): Conflict<T>[] => {
      const reason = meets(mine, other) ? reasonOf(mine, other) : null
      const at = reason === null ? null : firstMeeting(mine.spans, other.spans)
      return reason === null || at === null ? [] : [{ with: other, reason, at }]
    })
    .toSorted((a, b) => a.at - b.at)
}

function reasonOf(mine: Timed, other: Timed): ConflictReason | null {
  if (!mine.freezesReleases && other.freezesReleases) return 'in_freeze'
  if (mine.freezesReleases && !other.freezesReleases) return 'freezes_window'
  return mine.kind === 'window' && other.kind === 'window' ? 'same_time' : null
}

/** Both in order, as occurrences of a window are. */
function firstMeeting(a: readonly Span[], b: readonly Span[]): Instant | null {
  let [i, j] = [0, 0]
  for (;;) {
    const [one, other] = [a[i], b[j]]
    if (one === undefined || other === undefined) return null
    if (one.startsAt < other.endsAt && other.startsAt < one.endsAt) return Math.max(one.startsAt, other.startsAt) as Instant
    if (one.endsAt <= other.endsAt) i++
    else j++
  }
}
