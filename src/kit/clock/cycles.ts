/** The first half of reading a clock: facts, put in order, become cycles of spans. No calendar is opened here. */
import type { BusinessCalendar } from '../calendar.ts'
import type { Instant } from '../time.ts'
import type { ClockFact, ClockTimeline, Target } from './facts.ts'

/** A stretch of a cycle in which nothing about it changed. Spans of a cycle follow each other without gaps. */
export interface Span {
  readonly from: Instant
  /** Exclusive; null while it lasts. */
  readonly to: Instant | null
  readonly calendar: BusinessCalendar
  readonly target: Target | null
  readonly isPaused: boolean
}

/** A span that was owed, or one between an end and its taking back, which counts but in which nothing could be missed. */
export interface CycleSpan extends Span {
  readonly isOwed: boolean
}

/** One run of a clock from its start. */
export interface Cycle {
  readonly startedAt: Instant
  /** Those before the last one. */
  readonly earlier: readonly CycleSpan[]
  /** The one that lasts, or lasted at the end. */
  readonly last: CycleSpan
  readonly end: { readonly at: Instant; readonly how: 'met' | 'stopped' } | null
  /** Why it is paused, or was when it ended; in the order in which the causes came. */
  readonly pausedBy: readonly string[]
  readonly isReopened: boolean
}

/** A fact that changed nothing, and why. */
export interface IgnoredFact {
  readonly fact: ClockFact
  readonly reason: 'already_running' | 'not_running' | 'not_ended' | 'already_paused' | 'not_paused' | 'no_change'
}

/** The cycles in order, as far as the facts up to and including `asOf` tell. */
export function cyclesOf(timeline: ClockTimeline, asOf: Instant): { cycles: readonly Cycle[]; ignored: readonly IgnoredFact[] } {
  const state: State = { target: timeline.target, calendar: timeline.calendar, pausedBy: [], ended: [], current: null }
  const ignored: IgnoredFact[] = []
  for (const fact of timeline.facts.filter(({ at }) => at <= asOf).toSorted((a, b) => a.at - b.at)) {
    const reason = apply(state, fact)
    if (reason) ignored.push({ fact, reason })
  }
  return { cycles: state.current ? [...state.ended, finished(state.current, state.pausedBy)] : [], ignored }
}

interface Draft {
  readonly startedAt: Instant
  /** Spans go on behind an end as if there had been none, for the case that it is taken back. */
  readonly earlier: CycleSpan[]
  last: CycleSpan
  end: Ended | null
  isReopened: boolean
}

interface Ended {
  readonly at: Instant
  readonly how: 'met' | 'stopped'
  /** Earlier spans at that time, and the one that lasted. */
  readonly earlierCount: number
  readonly last: CycleSpan
  readonly pausedBy: readonly string[]
}

interface State {
  target: Target | null
  calendar: BusinessCalendar
  pausedBy: readonly string[]
  readonly ended: Cycle[]
  current: Draft | null
}

function finished({ startedAt, earlier, last, end, isReopened }: Draft, pausedBy: readonly string[]): Cycle {
  if (!end) return { startedAt, earlier, last, end, pausedBy, isReopened }
  return {
    startedAt,
    earlier: earlier.slice(0, end.earlierCount),
    last: { ...end.last, to: end.at },
    end: { at: end.at, how: end.how },
    pausedBy: end.pausedBy,
    isReopened,
  }
}

function apply(state: State, fact: ClockFact): IgnoredFact['reason'] | undefined {
  const { at } = fact
  switch (fact.fact) {
    case 'started':
      return start(state, at)
    case 'met':
    case 'stopped':
      return end(state, at, fact.fact)
    case 'reopened':
      return reopen(state, at)
    case 'paused':
      if (state.pausedBy.includes(fact.cause)) return 'already_paused'
      return change(state, at, { pausedBy: [...state.pausedBy, fact.cause] })
    case 'resumed':
      if (!state.pausedBy.includes(fact.cause)) return 'not_paused'
      return change(state, at, { pausedBy: state.pausedBy.filter((cause) => cause !== fact.cause) })
    case 'target':
      return isSame(state.target, fact.target) ? 'no_change' : change(state, at, { target: fact.target })
    case 'calendar':
      return state.calendar === fact.calendar ? 'no_change' : change(state, at, { calendar: fact.calendar })
  }
}

function start(state: State, at: Instant): IgnoredFact['reason'] | undefined {
  const { current, pausedBy } = state
  if (current && !current.end) return 'already_running'
  if (current) state.ended.push(finished(current, pausedBy))
  state.current = { startedAt: at, earlier: [], last: spanFrom(state, at, true), end: null, isReopened: false }
}

function end({ current, ...state }: State, at: Instant, how: 'met' | 'stopped'): IgnoredFact['reason'] | undefined {
  if (!current || current.end) return 'not_running'
  const { earlier, last } = current
  current.end = { at, how, earlierCount: earlier.length, last, pausedBy: state.pausedBy }
  turn(current, spanFrom(state, at, false))
}

function reopen({ current, ...state }: State, at: Instant): IgnoredFact['reason'] | undefined {
  if (!current?.end) return 'not_ended'
  current.end = null
  current.isReopened = true
  turn(current, spanFrom(state, at, true))
}

function change(state: State, at: Instant, news: Partial<Pick<State, 'target' | 'calendar' | 'pausedBy'>>): undefined {
  Object.assign(state, news)
  if (state.current) turn(state.current, spanFrom(state, at, !state.current.end))
}

function spanFrom({ target, calendar, pausedBy }: Omit<State, 'current'>, from: Instant, isOwed: boolean): CycleSpan {
  return { from, to: null, calendar, target, isPaused: pausedBy.length > 0, isOwed }
}

/** Closes the span that lasted. */
function turn(draft: Draft, next: CycleSpan): void {
  draft.earlier.push({ ...draft.last, to: next.from })
  draft.last = next
}

function isSame(one: Target | null, other: Target | null): boolean {
  return one?.ms === other?.ms && one?.atRiskShare === other?.atRiskShare
}
