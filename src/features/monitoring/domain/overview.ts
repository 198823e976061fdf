/** The figures of an environment at a glance: now, over the last hours, a day ago, and before the release. Pure. */
import { instant, later, MINUTE_MS, HOUR_MS, DAY_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { cpu, disk, memory, pool, queryTime } from './capacity-signals.ts'
import { errorRate, jobErrorRate, responseTime, traffic, type Source, type Told } from './request-signals.ts'
import type { Signal, SignalUnit } from './signals.ts'

export const CELL_MS = 5 * MINUTE_MS
/** What the small charts show. */
const COURSE_MS = 6 * HOUR_MS
/** What counts as now: long enough that a quiet shop had somebody in it. */
const NOW_MS = 15 * MINUTE_MS

export interface Stretch {
  readonly from: Instant
  readonly to: Instant
}

export interface Stretches {
  readonly course: Stretch
  readonly now: Stretch
  readonly yesterday: Stretch
  /** As long as now; null when there is no release, or it is younger than that. */
  readonly beforeRelease: Stretch | null
}

export function stretchesAt(now: Instant, releasedAt: Instant | null): Stretches {
  const end = instant(Math.ceil((now + 1) / CELL_MS) * CELL_MS)
  const until = (to: Instant, lengthMs: number): Stretch => ({ from: later(to, -lengthMs), to })
  const release = releasedAt === null ? null : instant(Math.floor(releasedAt / CELL_MS) * CELL_MS)
  return {
    course: until(end, COURSE_MS),
    now: until(end, NOW_MS),
    yesterday: until(later(end, -DAY_MS), NOW_MS),
    beforeRelease: release === null || end - release < NOW_MS ? null : until(release, NOW_MS),
  }
}

/** Starts of its five minutes, seconds since 1970. */
export function cellsIn({ from, to }: Stretch): readonly number[] {
  return Array.from({ length: (to - from) / CELL_MS }, (_, index) => (from + index * CELL_MS) / SECOND_MS)
}

export interface FoundSignal {
  readonly signal: Signal
  readonly unit: SignalUnit
  readonly source: Source
}

/** Each signal by what it is known, in the order in which they are shown. */
export function signalsOf(told: Told): readonly FoundSignal[] {
  const waiting = pool(told)
  return [
    { signal: 'response_time', unit: 's', source: responseTime(told) },
    { signal: 'traffic', unit: '{request}/s', source: traffic(told) },
    { signal: 'error_rate', unit: '1', source: errorRate(told) },
    { signal: 'job_error_rate', unit: '1', source: jobErrorRate(told) },
    { signal: 'cpu', unit: '1', source: cpu(told) },
    { signal: 'memory', unit: '1', source: memory(told) },
    { signal: 'disk', unit: '1', source: disk(told) },
    { signal: 'query_time', unit: 's', source: queryTime(told) },
    { signal: 'pool', unit: waiting.countsWaiting ? '{client}' : '1', source: waiting },
  ]
}
