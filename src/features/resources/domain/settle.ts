/** Whether doing something about a finding changed its figure. Pure. */
import { DAY_MS, HOUR_MS, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { Gauge } from './capacity.ts'
import { peakOf } from './findings.ts'
import type { FindingKind } from './words.ts'

interface Rule {
  /** In which direction its figure gets better. */
  readonly better: 'lower' | 'higher'
  /** How long after its task was done the figure says something. */
  readonly waitMs: number
  /** From how long steps it is read: a level from the last minutes, a peak or a trend from hours. */
  readonly stepMs: number
}

/** What is full is seen at once; a trend needs a week, and a weekly peak two; after a day all its hours were there once. */
export const RULES: Readonly<Record<FindingKind, Rule>> = {
  used: { better: 'lower', waitMs: 10 * MINUTE_MS, stepMs: MINUTE_MS },
  fills: { better: 'higher', waitMs: 8 * DAY_MS, stepMs: HOUR_MS },
  peak: { better: 'lower', waitMs: 15 * DAY_MS, stepMs: HOUR_MS },
  idle_host: { better: 'lower', waitMs: 7 * DAY_MS, stepMs: HOUR_MS },
  idle_disk: { better: 'lower', waitMs: 7 * DAY_MS, stepMs: HOUR_MS },
  database: { better: 'lower', waitMs: 0, stepMs: HOUR_MS },
  deviates: { better: 'lower', waitMs: DAY_MS, stepMs: HOUR_MS },
}

/** When a finding whose task was done then is looked at again at the earliest. */
export const measuredFrom = (kind: FindingKind, doneAt: Instant): Instant => later(doneAt, RULES[kind].waitMs)

/** Of the figure as it was: less is the weather. */
const CHANGE_MIN = 0.05

export interface Settled {
  readonly state: 'won' | 'no_change'
  /** Null: there is nothing left to measure, such as a host that is no more, or a disk that does not fill any more. */
  readonly after: number | null
}

export function settle(kind: FindingKind, before: number, after: number | null): Settled {
  if (after === null) return { state: 'won', after }
  // What is still beyond its band is unusual, however much nearer it came.
  if (kind === 'deviates') return { state: after === 0 ? 'won' : 'no_change', after }
  const gain = RULES[kind].better === 'lower' ? before - after : after - before
  return { state: gain >= CHANGE_MIN * Math.abs(before) && gain > 0 ? 'won' : 'no_change', after }
}

/**
 * The figure of a finding in what was measured since; undefined while that says nothing. `gauge` is made of that time only, and undefined
 * when nothing came of it.
 */
export function figureSince(kind: FindingKind, gauge: Gauge | undefined): number | null | undefined {
  if (kind === 'idle_host' || kind === 'idle_disk') return gauge === undefined ? null : 1 - gauge.highest
  if (gauge === undefined) return undefined
  if (kind === 'peak') return peakOf(gauge)
  if (kind !== 'fills') return gauge.now
  const { forecast } = gauge
  if (forecast?.kind === 'fills') return forecast.days
  return forecast === null || forecast.reason === 'too_few_days' || forecast.reason === 'too_uncertain' ? undefined : null
}
