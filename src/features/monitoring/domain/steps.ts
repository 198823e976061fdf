/** Chooses the step of a chart, so that a long range and a short one cost the reader the same. */
import { instant, later, SECOND_MS, type Instant } from '#kit/time.ts'

/** Seconds between two collections; no step is finer. */
export const COLLECT_SECONDS = 5

/** Lengths that divide minutes, hours and days, so that steps begin where people expect them to. */
const STEPS_SECONDS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400]
const DAY_SECONDS = 86_400

export interface Steps {
  /** Start of the first step: `from` moved back to a whole step. */
  readonly from: Instant
  readonly stepSeconds: number
  /** At least 1. */
  readonly count: number
}

/**
 * The finest round step with which `from` (inclusive) to `to` (exclusive, later) takes at most `points` steps; none finer than
 * what is still kept.
 */
export function chooseSteps(from: Instant, to: Instant, { points, finestSeconds }: { points: number; finestSeconds: number }): Steps {
  const fitting = STEPS_SECONDS.find((seconds) => seconds >= finestSeconds && stepsOf(from, to, seconds).count <= points)
  return stepsOf(from, to, fitting ?? wholeDays(from, to, points))
}

function stepsOf(from: Instant, to: Instant, stepSeconds: number): Steps {
  const stepMs = stepSeconds * SECOND_MS
  const first = Math.floor(from / stepMs)
  const last = Math.max(first + 1, Math.ceil(to / stepMs))
  return { from: later(from, first * stepMs - from), stepSeconds, count: last - first }
}

/** Whole days; two more steps than the range has may be touched at its ends, so one step covers a little more. */
function wholeDays(from: Instant, to: Instant, points: number): number {
  const days = (to - from) / SECOND_MS / DAY_SECONDS
  let step = Math.max(1, Math.ceil(days / points))
  while (stepsOf(from, to, step * DAY_SECONDS).count > points && step <= days + 1) step += 1
  return step * DAY_SECONDS
}

/** Times on a common grid pack a hundred times better than times that jitter, and charts of two hosts share their points. */
export function aligned(at: Instant, seconds: number): Instant {
  const stepMs = seconds * SECOND_MS
  return instant(Math.floor(at / stepMs) * stepMs)
}
