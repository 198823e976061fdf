/** The life of an occurrence, and what of it people may change. Pure. */
import { later, type Instant } from '#kit/time.ts'
import { LENGTH_MAX_MS, LENGTH_MIN_MS, MOVE_MAX_MS, REMIND_BEFORE_MS, WATCHED_AFTER_MS, type OccurrenceState } from './words.ts'

/**
 * | From | To | When |
 * |---|---|---|
 * | `planned` | `under_way` | its start has come |
 * | `planned` | `skipped` | somebody leaves this one out |
 * | `skipped` | `planned` | somebody takes it back in, before it would start |
 * | `under_way` | `ended` | its end has come, or somebody ends it early |
 */
export interface Occurrence {
  readonly id: string
  /** Where the rule puts it; its name within the window. */
  readonly local: string
  readonly state: OccurrenceState
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** As it was planned, before anybody extended it. */
  readonly plannedEndsAt: Instant
  /** Somebody put it at another time than the rule does. */
  readonly isMoved: boolean
  readonly isReminded: boolean
  /** Null until it is decided. */
  readonly verdict: string | null
}

export type Step = 'remind' | 'start' | 'end' | 'judge'

/** What happens to it next and when; null when nothing does any more. */
export function nextStep({
  state,
  startsAt,
  endsAt,
  isReminded,
  verdict,
}: Occurrence): { readonly at: Instant; readonly step: Step } | null {
  if (state === 'planned') return isReminded ? { at: startsAt, step: 'start' } : { at: later(startsAt, -REMIND_BEFORE_MS), step: 'remind' }
  if (state === 'under_way') return { at: endsAt, step: 'end' }
  if (state === 'ended' && verdict === null) return { at: later(endsAt, WATCHED_AFTER_MS), step: 'judge' }
  return null
}

export interface OccurrenceChange {
  readonly isSkipped?: boolean | undefined
  readonly startsAt?: Instant | undefined
  readonly endsAt?: Instant | undefined
}

export type ChangeRefusal = 'is_over' | 'has_started' | 'in_the_past' | 'too_short' | 'too_long' | 'too_far'

export type ChangeDecision =
  | { readonly ok: true; readonly next: Pick<Occurrence, 'state' | 'startsAt' | 'endsAt' | 'isMoved'>; readonly what: ChangeKind | null }
  | { readonly ok: false; readonly reason: ChangeRefusal }

export type ChangeKind = 'skipped' | 'unskipped' | 'moved' | 'extended' | 'ended_early'

/** An end that has come already ends it now. */
export function judgeOccurrenceChange(one: Occurrence, change: OccurrenceChange, now: Instant): ChangeDecision {
  if (one.state === 'ended' || (one.state === 'skipped' && one.startsAt <= now)) return refused('is_over')
  if (change.isSkipped !== undefined) return judgeSkip(one, change.isSkipped)
  return one.state === 'under_way' ? judgeEnd(one, change, now) : judgeMove(one, change, now)
}

function judgeSkip(one: Occurrence, isSkipped: boolean): ChangeDecision {
  if (one.state === 'under_way') return refused('has_started')
  const { startsAt, endsAt, isMoved } = one
  const isSo = (one.state === 'skipped') === isSkipped
  const next = { state: isSkipped ? ('skipped' as const) : ('planned' as const), startsAt, endsAt, isMoved }
  return { ok: true, next, what: isSo ? null : isSkipped ? 'skipped' : 'unskipped' }
}

function judgeEnd(one: Occurrence, { startsAt, endsAt }: OccurrenceChange, now: Instant): ChangeDecision {
  if (startsAt !== undefined && startsAt !== one.startsAt) return refused('has_started')
  const end = Math.max(endsAt ?? one.endsAt, now) as Instant
  if (end - one.startsAt > LENGTH_MAX_MS) return refused('too_long')
  const next = { state: 'under_way' as const, startsAt: one.startsAt, endsAt: end, isMoved: one.isMoved }
  return { ok: true, next, what: end === one.endsAt ? null : end > one.endsAt ? 'extended' : 'ended_early' }
}

function judgeMove(one: Occurrence, change: OccurrenceChange, now: Instant): ChangeDecision {
  const startsAt = change.startsAt ?? one.startsAt
  const endsAt = change.endsAt ?? later(startsAt, one.endsAt - one.startsAt)
  if (startsAt < now) return refused('in_the_past')
  if (endsAt - startsAt < LENGTH_MIN_MS) return refused('too_short')
  if (endsAt - startsAt > LENGTH_MAX_MS) return refused('too_long')
  if (startsAt - now > MOVE_MAX_MS) return refused('too_far')
  const isSo = startsAt === one.startsAt && endsAt === one.endsAt
  return { ok: true, next: { state: one.state, startsAt, endsAt, isMoved: one.isMoved || !isSo }, what: isSo ? null : 'moved' }
}

const refused = (reason: ChangeRefusal): ChangeDecision => ({ ok: false, reason })
