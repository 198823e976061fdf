/**
 * What is usual of a signal in each hour of the week, learned from the weeks before so that single odd weeks do not matter. Pure.
 *
 * What is expected of an hour is the median of the same hour of the week, on the clock of the plan's zone. Its spread is the median
 * absolute deviation from that, of this hour and those beside it, times 1.4826, which makes it the standard deviation where values are
 * normal (P. J. Rousseeuw, C. Croux, “Alternatives to the Median Absolute Deviation”, JASA 88, 1993), and times their correction for
 * few values (C. Croux, P. J. Rousseeuw, “Time-Efficient Algorithms for Two Highly Robust Estimators of Scale”, COMPSTAT 1992). The band
 * reaches 3.5 spreads to either side, beyond which a value is an outlier (B. Iglewicz, D. C. Hoaglin, “How to Detect and Handle
 * Outliers”, ASQC Basic References in Quality Control 16, 1993).
 *
 * Holidays of the plan's calendar are left out, and whole weeks that were unlike the others, such as the one of a sale.
 */
import { DAY_MS, HOUR_MS, instant, toIso, type Instant } from '#kit/time.ts'
import { toLocal } from '#kit/zone.ts'
import { LEARNED_TRAITS, type HourSaid, type Learned } from './learned.ts'

/** What is learned from. */
export const WEEKS = 8
/** Twice may be chance. */
export const WEEKS_MIN = 3
export const HOURS_OF_WEEK = 168

/** Why there is no baseline. `nothing_arrives`: nothing says the signal; `too_few_weeks`: for no hour of the week three are known. */
export const BASELINE_REFUSALS = ['nothing_arrives', 'too_few_weeks'] as const
export type BaselineRefusal = (typeof BASELINE_REFUSALS)[number]

/** Of one hour of the week, in the unit of the signal. */
export interface Band {
  readonly lower: number
  readonly expected: number
  readonly upper: number
}

export interface Baseline {
  /** By hour of the week, 0 for Monday from 00:00; null for hours of which too few weeks are known. Empty where it is refused. */
  readonly hours: readonly (Band | null)[]
  readonly refusedAs: BaselineRefusal | null
  /** Of which something is known and that were learned from. */
  readonly weeks: number
  /** Unlike the others, and therefore left out. */
  readonly oddWeeks: number
}

export interface Rhythm {
  /** On whose clock weeks are counted. */
  readonly zone: string
  /** `YYYY-MM-DD` on that clock. */
  readonly holidays: ReadonlySet<string>
}

export interface LearnFacts extends Rhythm {
  readonly signal: Learned
  /** Of the last weeks, in any order. */
  readonly hours: readonly HourSaid[]
}

/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * DAY_MS

export interface LocalHour {
  /** Weeks are counted from 1970-01-05. */
  readonly week: number
  readonly hour: number
  readonly isHoliday: boolean
}

export function localHourOf({ zone, holidays }: Rhythm, at: Instant): LocalHour {
  const local = toLocal(zone, at)
  const hours = Math.floor((local - MONDAY_MS) / HOUR_MS)
  const week = Math.floor(hours / HOURS_OF_WEEK)
  return { week, hour: hours - week * HOURS_OF_WEEK, isHoliday: holidays.has(toIso(instant(local)).slice(0, 10)) }
}

interface Placed extends LocalHour {
  readonly value: number
}

export function learn({ signal, hours, ...rhythm }: LearnFacts): Baseline {
  if (hours.length === 0) return { hours: [], refusedAs: 'nothing_arrives', weeks: 0, oddWeeks: 0 }
  const placed = hours.map(({ at, value }): Placed => ({ ...localHourOf(rhythm, instant(at)), value })).filter((each) => !each.isHoliday)
  const odd = oddWeeksOf(placed)
  const kept = byHour(placed.filter(({ week }) => !odd.has(week)))
  const learned = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => bandOf(kept, hour, signal))
  const weeks = new Set(placed.map(({ week }) => week)).size - odd.size
  if (learned.every((band) => band === null)) return { hours: [], refusedAs: 'too_few_weeks', weeks, oddWeeks: odd.size }
  return { hours: learned, refusedAs: null, weeks, oddWeeks: odd.size }
}

type ByHour = ReadonlyMap<number, readonly number[]>

function byHour(placed: readonly Placed[]): ByHour {
  const hours = new Map<number, number[]>()
  for (const { hour, value } of placed) {
    const known = hours.get(hour)
    if (known) known.push(value)
    else hours.set(hour, [value])
  }
  return hours
}

/** Of a normal distribution, the standard deviation for a median absolute deviation of one. */
const NORMAL = 1.4826
/** By the number of values, from two on; Croux and Rousseeuw's. */
const FEW_VALUES = [1.196, 1.495, 1.363, 1.206, 1.2, 1.14, 1.129, 1.107] as const
const fewValues = (count: number): number => FEW_VALUES[count - 2] ?? count / (count - 0.8)
/** Iglewicz and Hoaglin's. */
const OUTLIER_SPREADS = 3.5
/** Of what is expected: closer than this no two weeks have to be. */
const SPREAD_SHARE_MIN = 0.05

function bandOf(hours: ByHour, hour: number, signal: Learned): Band | null {
  const values = hours.get(hour) ?? []
  if (values.length < WEEKS_MIN) return null
  const expected = median(values)
  // Eight values say little of their spread; those of the hours before and after are spread alike.
  const beside = [hour - 1, hour, hour + 1].map((each) => hours.get((each + HOURS_OF_WEEK) % HOURS_OF_WEEK) ?? [])
  const apart = beside.filter(({ length }) => length >= WEEKS_MIN).flatMap(fromTheirMedian)
  const { spreadMin, most } = LEARNED_TRAITS[signal]
  const seen = NORMAL * fewValues(values.length) * median(apart)
  const reach = OUTLIER_SPREADS * Math.max(seen, spreadMin(expected), SPREAD_SHARE_MIN * expected)
  return { lower: Math.max(0, expected - reach), expected, upper: Math.min(most ?? Number.POSITIVE_INFINITY, expected + reach) }
}

function fromTheirMedian(values: readonly number[]): readonly number[] {
  const middle = median(values)
  return values.map((value) => Math.abs(value - middle))
}

/** Of fewer nobody can say which is the odd one. */
const JUDGED_WEEKS_MIN = 4
/** Of fewer hours a week cannot be told from a day. */
const JUDGED_HOURS_MIN = 48
/** What happens more often than in every third week is no exception. */
const ODD_SHARE_MAX = 1 / 3
/** Weeks are this far apart at least, as a share of what is usual. */
const LEVEL_SPREAD_MIN = 0.1

/** Weeks whose level, the median of what an hour was against the same hour of the other weeks, is an outlier. */
function oddWeeksOf(placed: readonly Placed[]): ReadonlySet<number> {
  const usual = new Map([...byHour(placed)].map(([hour, values]) => [hour, median(values)]))
  const levels = new Map<number, number[]>()
  for (const { week, hour, value } of placed) {
    const expected = usual.get(hour) ?? 0
    if (expected > 0) levels.set(week, [...(levels.get(week) ?? []), value / expected])
  }
  const judged = [...levels]
    .filter(([, ratios]) => ratios.length >= JUDGED_HOURS_MIN)
    .map(([week, ratios]) => ({ week, level: median(ratios) }))
  if (judged.length < JUDGED_WEEKS_MIN) return new Set()
  const seen = judged.map(({ level }) => level)
  const middle = median(seen)
  const spread = NORMAL * fewValues(judged.length) * median(fromTheirMedian(seen))
  const reach = OUTLIER_SPREADS * Math.max(spread, LEVEL_SPREAD_MIN)
  const odd = judged.filter(({ level }) => Math.abs(level - middle) > reach).map(({ week }) => week)
  return new Set(odd.length > judged.length * ODD_SHARE_MAX ? [] : odd)
}

/** Of at least one number; of an even count the mean of the two in the middle. */
function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2
}

/** What is usual at an instant; null on holidays, and where too little is known. */
export function bandAt({ hours }: Pick<Baseline, 'hours'>, rhythm: Rhythm, at: Instant): Band | null {
  const { hour, isHoliday } = localHourOf(rhythm, at)
  return isHoliday ? null : (hours[hour] ?? null)
}
