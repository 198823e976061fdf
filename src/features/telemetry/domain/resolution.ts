/** How finely measurements are kept, and for how long: the one place that says so. Before days are changed here: `store/partitions.ts`. */
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'

/** Days for which samples are kept as they came; older ones would be dropped with their day. */
export const KEEP_DAYS = 15

/** Lengths of the steps into which samples are rolled up, in seconds, and for how many days each is kept. */
export const ROLLUPS = [
  { stepSeconds: 300, keepDays: 90 },
  { stepSeconds: 3_600, keepDays: 400 },
] as const

const [MINUTES, HOURS] = ROLLUPS
export { HOURS, MINUTES }

/** After its end an hour waits for samples that are under way. */
const CLOSING_MS = 10 * MINUTE_MS
/** Samples of an hour that ended this long ago are late: half of the wait, the other half is for clocks that differ. */
const LATE_AFTER_MS = 5 * MINUTE_MS

/** Start of the first hour that is not yet rolled up at `now`. */
export function rollUpUntil(now: Instant): Instant {
  return hourOf(later(now, -CLOSING_MS))
}

/** Whether the hour may be rolled up before samples that are handed on at `now`, so that it has to be made again. */
export function isLate(hour: Instant, now: Instant): boolean {
  return later(hour, HOUR_MS + LATE_AFTER_MS) <= now
}

/** Start of the hour that an instant is in. */
export function hourOf(at: Instant): Instant {
  return instant(Math.floor(at / HOUR_MS) * HOUR_MS)
}

/** Start of the day that an instant is in, UTC. */
export function dayOf(at: Instant): Instant {
  return instant(Math.floor(at / DAY_MS) * DAY_MS)
}

/** The finest step in which something from `from` on is still kept at `now`, in seconds; 1 where samples themselves are. */
export function finestStepSeconds(from: Instant, now: Instant): number {
  const isKept = (days: number) => from >= later(now, -days * DAY_MS)
  return isKept(KEEP_DAYS) ? 1 : isKept(MINUTES.keepDays) ? MINUTES.stepSeconds : HOURS.stepSeconds
}

/**
 * The roll-up from which steps can be put together exactly, the coarsest of them; undefined where samples themselves must be read,
 * because steps are shorter or begin elsewhere.
 */
export function rollupFor({ from, stepSeconds }: { readonly from: Instant; readonly stepSeconds: number }): number | undefined {
  const fits = (seconds: number) => stepSeconds % seconds === 0 && from % (seconds * SECOND_MS) === 0
  return ROLLUPS.map((each) => each.stepSeconds).findLast(fits)
}
