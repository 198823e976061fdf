/** The second half of reading a clock: how much open time the spans of a cycle hold, and when it reaches what was promised. */
import { addOpenTime, openTimeMs } from '../open-time.ts'
import type { Instant } from '../time.ts'
import type { Cycle, CycleSpan } from './cycles.ts'
import type { Target } from './facts.ts'

/** What a cycle amounts to if nothing more happens to it. */
export interface Measure {
  /** The one that holds, or held at the end. */
  readonly target: Target | null
  readonly dueAt: Instant | null
  readonly atRiskAt: Instant | null
  /** The first time a target in force was (or will be) reached unmet. */
  readonly missedAt: Reached | null
  /** The same for its at-risk point. */
  readonly riskedAt: Reached | null
  readonly elapsedMs: number
  readonly pausedMs: number
}

interface Reached {
  /** When the open time since the start was as much as the target. */
  readonly dueAt: Instant
  /** When that mattered: not before the target was in force and owed. */
  readonly at: Instant
}

/** A span with the open time it holds; the one that lasts holds any amount. */
interface MeasuredSpan extends CycleSpan {
  readonly openMs: number
  readonly elapsedBeforeMs: number
}

/** Measures one cycle; what happened after `asOf` must not be in it. */
export function measure({ earlier, last }: Cycle, asOf: Instant): Measure {
  const spans: MeasuredSpan[] = []
  let elapsedMs = 0
  let pausedMs = 0
  for (const span of [...earlier, last]) {
    const openMs = openTimeMs(span.calendar, span.from, span.to ?? asOf)
    spans.push({ ...span, openMs: span === last ? Infinity : openMs, elapsedBeforeMs: elapsedMs })
    if (span.isPaused) pausedMs += openMs
    else elapsedMs += openMs
  }
  const { target } = last
  return {
    target,
    dueAt: target && reach(spans, target.ms),
    atRiskAt: target && reach(spans, atRiskMs(target)),
    missedAt: firstUnmet(spans, ({ ms }) => ms),
    riskedAt: firstUnmet(spans, atRiskMs),
    elapsedMs,
    pausedMs,
  }
}

function atRiskMs({ ms, atRiskShare }: Target): number {
  return Math.round(ms * atRiskShare)
}

/** The first instant at which so much open time had counted; null while paused before it, or when the calendar never opens again. */
function reach(spans: readonly MeasuredSpan[], ms: number): Instant | null {
  for (const { from, calendar, isPaused, openMs, elapsedBeforeMs } of spans) {
    const missingMs = ms - elapsedBeforeMs
    if (!isPaused && missingMs <= openMs) return addOpenTime(calendar, from, missingMs)
  }
  return null
}

function firstUnmet(spans: readonly MeasuredSpan[], lengthMs: (target: Target) => number): Reached | null {
  for (const { from, to, target, isOwed } of spans) {
    const dueAt = target && isOwed ? reach(spans, lengthMs(target)) : null
    if (dueAt === null) continue
    const at = Math.max(dueAt, from) as Instant
    if (to === null || at < to) return { dueAt, at }
  }
  return null
}
