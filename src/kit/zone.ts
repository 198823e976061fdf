/**
 * Local times of IANA zones, from the zone data that every browser and Node carry. Asking `Intl` takes microseconds, so the
 * offset of each UTC day is asked once and kept; after that an answer is a look-up.
 *
 * A local time here is `LocalMs`: the milliseconds since 1970-01-01T00:00 as the clock on the wall counts them, as if its zone had
 * no offset. So adding `DAY_MS` means "the same time tomorrow", whatever the clocks do tonight.
 */
import { DAY_MS, SECOND_MS, type Instant } from './time.ts'

declare const localBrand: unique symbol

/** Milliseconds on the wall clock since its own 1970-01-01T00:00. */
export type LocalMs = number & { readonly [localBrand]: true }

interface Zone {
  /** Milliseconds to add to UTC; positive east of Greenwich. */
  offsetMsAt(at: number): number
}

/** 65 years of days. A zone that is asked for more starts over, so that odd input cannot fill the memory. */
const DAYS_KEPT_MAX = 24_000

const zones = new Map<string, Zone>()

/** Whether `Intl` knows the zone. */
export function isZone(name: string): boolean {
  try {
    zoneOf(name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** What the clock on the wall shows. Throws RangeError for an unknown zone. */
export function toLocal(zone: string, at: Instant): LocalMs {
  return (at + zoneOf(zone).offsetMsAt(at)) as LocalMs
}

/**
 * The instant of a local time. Where clocks go forward, a time that does not exist moves later by as much as they jump, an hour nearly
 * everywhere; where they go back, a time that exists twice means the first. Throws RangeError for an unknown zone.
 */
export function fromLocal(zone: string, local: LocalMs): Instant {
  const { offsetMsAt } = zoneOf(zone)
  // No zone is a day away from UTC, and none changes its clocks twice in two days.
  const offsetBeforeMs = offsetMsAt(local - DAY_MS)
  const offsetAfterMs = offsetMsAt(local + DAY_MS)
  const first = local - offsetBeforeMs
  if (offsetBeforeMs === offsetAfterMs || offsetMsAt(first) === offsetBeforeMs) return first as Instant
  const second = local - offsetAfterMs
  return (offsetMsAt(second) === offsetAfterMs ? second : first) as Instant
}

function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const zone = openZone(name)
  zones.set(name, zone)
  return zone
}

/** What one UTC day's offset is: `before` until `changesAt`, `after` from then on. */
interface DayOffset {
  readonly beforeMs: number
  readonly changesAt: number
  readonly afterMs: number
}

function openZone(name: string): Zone {
  const wallClock = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const days = new Map<number, DayOffset>()
  return {
    offsetMsAt(at) {
      const day = Math.floor(at / DAY_MS)
      let offset = days.get(day)
      if (!offset) {
        if (days.size >= DAYS_KEPT_MAX) days.clear()
        offset = askDay(wallClock, day)
        days.set(day, offset)
      }
      return at < offset.changesAt ? offset.beforeMs : offset.afterMs
    },
  }
}

function askDay(wallClock: Intl.DateTimeFormat, day: number): DayOffset {
  let changesAt = (day + 1) * DAY_MS
  const beforeMs = ask(wallClock, day * DAY_MS)
  const afterMs = ask(wallClock, changesAt)
  if (beforeMs === afterMs) return { beforeMs, changesAt, afterMs }
  let last = day * DAY_MS
  while (changesAt - last > SECOND_MS) {
    const middle = last + Math.floor((changesAt - last) / (2 * SECOND_MS)) * SECOND_MS
    if (ask(wallClock, middle) === beforeMs) last = middle
    else changesAt = middle
  }
  return { beforeMs, changesAt, afterMs }
}

/** `at` on a whole second. */
function ask(wallClock: Intl.DateTimeFormat, at: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of wallClock.formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - at
}
