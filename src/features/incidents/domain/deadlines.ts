/** By when an incident is answered, resolved and told about: what the plan promises, counted by the one clock engine. */
import { calendarOf } from '#core/plan/domain/calendar.ts'
import { decideTargets, type PromisedTime } from '#core/plan/domain/decisions.ts'
import type { Plan } from '#core/plan/domain/form.ts'
import type { Severity } from '#core/plan/domain/words.ts'
import { alwaysOpen, type BusinessCalendar } from '#kit/calendar.ts'
import { readClock, type ClockReading } from '#kit/clock/clock.ts'
import type { ClockFact, ClockTimeline, Target } from '#kit/clock/facts.ts'
import { later, MINUTE_MS, type Instant } from '#kit/time.ts'
import { isLasting, type Move } from './moves.ts'
import { consequencesOf } from './severity.ts'
import type { IncidentState } from './words.ts'

/** The public hears again after so long at the latest; the plan says only when it hears first. */
export const NEXT_POST_MS = 30 * MINUTE_MS

export interface Promises {
  readonly plan: Plan
  /** What the plan calls local. */
  readonly zone: string
}

export interface Deadlines {
  readonly response: ClockReading
  readonly resolution: ClockReading
}

/** `moves` oldest first, the first one the declaration. */
export function deadlinesOf(moves: readonly Move[], promises: Promises, asOf: Instant): Deadlines {
  return {
    response: readClock(timelineOf(moves, promises, responseClock), asOf),
    resolution: readClock(timelineOf(moves, promises, resolutionClock), asOf),
  }
}

interface IncidentClock {
  readonly promised: 'firstResponse' | 'resolution'
  readonly isDone: (state: IncidentState) => boolean
  /** What a reopened incident does to it. */
  readonly again: 'started' | 'reopened'
  /** What it amounts to when Pitcrew itself moves on: what recovered without anybody was resolved, but not answered. */
  readonly byItself: 'met' | 'stopped'
}

/** Reopened, it must be answered anew. */
const responseClock: IncidentClock = {
  promised: 'firstResponse',
  isDone: (state) => state !== 'declared',
  again: 'started',
  byItself: 'stopped',
}
/** Reopened, it was not resolved: the time since counts. */
const resolutionClock: IncidentClock = { promised: 'resolution', isDone: (state) => !isLasting(state), again: 'reopened', byItself: 'met' }

function timelineOf(moves: readonly Move[], promises: Promises, clock: IncidentClock): ClockTimeline {
  const [first, ...rest] = moves
  const severity = first?.severity ?? 'minor'
  const facts: ClockFact[] = first === undefined ? [] : [{ at: first.at, fact: 'started' }]
  let before = { state: first?.state ?? 'declared', severity }
  for (const { at, state, severity: next, isOwn } of rest) {
    if (next !== before.severity) facts.push(...promiseFacts(promises, clock, { at, before: before.severity, next }))
    if (clock.isDone(state) && !clock.isDone(before.state)) facts.push({ at, fact: isOwn ? clock.byItself : 'met' })
    if (!clock.isDone(state) && clock.isDone(before.state)) facts.push({ at, fact: clock.again })
    before = { state, severity: next }
  }
  return { target: targetFor(promises, clock, severity), calendar: calendarFor(promises, clock, severity), facts }
}

function promisedFor({ plan }: Promises, { promised }: IncidentClock, severity: Severity): PromisedTime | null {
  return decideTargets(plan, { type: 'incident', severity })[promised]
}

function targetFor(promises: Promises, clock: IncidentClock, severity: Severity): Target | null {
  const promised = promisedFor(promises, clock, severity)
  return promised && { ms: promised.ms, atRiskShare: decideTargets(promises.plan, { type: 'incident', severity }).atRiskShare }
}

function promiseFacts(
  promises: Promises,
  clock: IncidentClock,
  { at, before, next }: { readonly at: Instant; readonly before: Severity; readonly next: Severity },
): ClockFact[] {
  const isOther = promisedFor(promises, clock, before)?.calendar !== promisedFor(promises, clock, next)?.calendar
  const target: ClockFact = { at, fact: 'target', target: targetFor(promises, clock, next) }
  return isOther ? [{ at, fact: 'calendar', calendar: calendarFor(promises, clock, next) }, target] : [target]
}

function calendarFor(promises: Promises, clock: IncidentClock, severity: Severity): BusinessCalendar {
  const key = promisedFor(promises, clock, severity)?.calendar ?? null
  return key === null ? alwaysOpen(promises.zone) : calendarOf(promises.plan, promises.zone, key)
}

/**
 * When the public is to hear of it next: first within the plan's time of its declaration, or of the moment it became so bad that it
 * must; then every half an hour while it lasts. Null when nothing is due.
 *
 * | Reason | When |
 * |---|---|
 * | `first_post`, `next_post` | due |
 * | `is_over` | it is resolved |
 * | `not_by_plan` | its severity asks for none |
 * | `is_private` | it is about security and not released |
 */
export function decidePost(of: {
  readonly plan: Plan
  readonly moves: readonly Move[]
  readonly lastPostAt: Instant | null
  /** Before which nothing may be told; null: not yet. Undefined: it was never private. */
  readonly releasedAt?: Instant | null
}): {
  readonly dueAt: Instant | null
  readonly reason: 'first_post' | 'next_post' | 'is_over' | 'not_by_plan' | 'is_private'
} {
  const { plan, moves, lastPostAt, releasedAt } = of
  const now = moves.at(-1)
  if (now === undefined || !isLasting(now.state)) return { dueAt: null, reason: 'is_over' }
  const within = consequencesOf(plan, now.severity).publicPostWithinMs
  if (within === null) return { dueAt: null, reason: 'not_by_plan' }
  if (releasedAt === null) return { dueAt: null, reason: 'is_private' }
  const needed = Math.max(neededSince(plan, moves), releasedAt ?? 0) as Instant
  if (lastPostAt !== null && lastPostAt >= needed) return { dueAt: later(lastPostAt, NEXT_POST_MS), reason: 'next_post' }
  return { dueAt: later(needed, within), reason: 'first_post' }
}

/** Since when, without a break, its severity asks for a post and it lasts. */
function neededSince(plan: Plan, moves: readonly Move[]): Instant {
  const isNeeded = ({ state, severity }: Move) => isLasting(state) && consequencesOf(plan, severity).publicPostWithinMs !== null
  const before = moves.findLastIndex((move) => !isNeeded(move))
  return (moves[before + 1] ?? moves.at(-1))?.at ?? (0 as Instant)
}
