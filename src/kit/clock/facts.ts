/**
 * What a clock is told: the facts that happened to it, each at its instant. A part that has deadlines translates its own
 * events into these and stores nothing else; README.md beside this file says which rule becomes which fact.
 */
import type { BusinessCalendar } from '../calendar.ts'
import type { Instant } from '../time.ts'

/** How long it may take, in open time of the clock's calendar. */
export interface Target {
  /** Whole milliseconds, more than 0. */
  readonly ms: number
  /** Share of the target after which the clock counts as at risk, more than 0 and less than 1. */
  readonly atRiskShare: number
}

/**
 * | Fact | What it does | Changes nothing when |
 * |---|---|---|
 * | `started` | begins a cycle | one is running: a second question does not restart the wait |
 * | `met` | ends the cycle: what was promised was done | none is running |
 * | `stopped` | ends it without hit or miss, as when a ticket is merged away | none is running |
 * | `reopened` | takes the last end back: the time since counts as if the cycle had gone on | the last cycle has not ended |
 * | `paused` | time stops counting until every cause has ended; holds for later cycles too | it is paused for that cause |
 * | `resumed` | ends one cause | it is not paused for that cause |
 * | `target` | the promise changes; it is measured from the cycle's start, and a breach of the old one stays. Null: no promise | it is the same |
 * | `calendar` | from now on time is counted by another calendar; what was counted stays | it is the same |
 */
export type ClockFact =
  | { readonly at: Instant; readonly fact: 'started' | 'met' | 'stopped' | 'reopened' }
  | { readonly at: Instant; readonly fact: 'paused' | 'resumed'; readonly cause: string }
  | { readonly at: Instant; readonly fact: 'target'; readonly target: Target | null }
  | { readonly at: Instant; readonly fact: 'calendar'; readonly calendar: BusinessCalendar }

/** All that is known of one clock. The same timeline read as of the same instant gives the same answer for ever. */
export interface ClockTimeline {
  /** What held before the first fact. */
  readonly target: Target | null
  readonly calendar: BusinessCalendar
  /** Alerts outside these hours wait for the next opening. Without it, nothing is held. */
  readonly alertHours?: BusinessCalendar
  /** In any order; facts of one instant in the order in which they happened. */
  readonly facts: readonly ClockFact[]
}
