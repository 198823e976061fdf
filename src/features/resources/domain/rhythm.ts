/** When resources are looked at, and when an audit is written. Pure. */
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, toIso, type Instant } from '#kit/time.ts'
import { fromLocal, toLocal, type LocalMs } from '#kit/zone.ts'

/** Before people come, so that they find what was found. */
const LOOK_AT_MS = 5 * HOUR_MS

/** The next five in the morning on the clock of the zone. */
export function nextLook(zone: string, after: Instant): Instant {
  const today = Math.floor(toLocal(zone, after) / DAY_MS) * DAY_MS
  const at = fromLocal(zone, (today + LOOK_AT_MS) as LocalMs)
  return at > after ? at : fromLocal(zone, (today + DAY_MS + LOOK_AT_MS) as LocalMs)
}

/** After an hour was judged, which takes a quarter of the next one. */
const JUDGED_AFTER_MS = 20 * MINUTE_MS

/** Once in each hour. */
export function nextDeviations(after: Instant): Instant {
  const at = later(instant(Math.floor(after / HOUR_MS) * HOUR_MS), JUDGED_AFTER_MS)
  return at > after ? at : later(at, HOUR_MS)
}

/** A measurement that is due earlier than the next look in the morning. */
export const soonest = (one: Instant, others: readonly Instant[], now: Instant): Instant =>
  others.reduce((first, other) => (other > now && other < first ? other : first), one)

/** After the look of that morning. */
const AUDIT_AT_MS = 6 * HOUR_MS
const WEEK_DAYS = 7

/** Monday 00:00 of the week on the clock of the zone. 1970-01-05 was a Monday. */
function mondayOf(zone: string, at: Instant): LocalMs {
  const day = Math.floor(toLocal(zone, at) / DAY_MS)
  return ((day - ((day + 3) % WEEK_DAYS)) * DAY_MS) as LocalMs
}

/** The date of that Monday, which names the week. */
export const weekOfAudit = (zone: string, at: Instant): string => toIso(mondayOf(zone, at) as number as Instant).slice(0, 10)

/** The next Monday at six in the morning on the clock of the zone. */
export function nextAudit(zone: string, after: Instant): Instant {
  const monday = mondayOf(zone, after)
  const at = fromLocal(zone, (monday + AUDIT_AT_MS) as LocalMs)
  return at > after ? at : fromLocal(zone, (monday + WEEK_DAYS * DAY_MS + AUDIT_AT_MS) as LocalMs)
}

/**
 * Whether people are told of an audit: when the plan says that one is to be made. Weekly ones come on Mondays, so that half a week
 * too early is on time.
 */
export function isDue(everyMs: number | undefined, lastDueAt: Instant | null, now: Instant): boolean {
  if (everyMs === undefined || everyMs === 0) return false
  return lastDueAt === null || later(lastDueAt, everyMs - (WEEK_DAYS / 2) * DAY_MS) <= now
}
