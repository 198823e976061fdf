/**
 * How much something grows in a day, told so that a few odd days do not matter: the median of the slopes between all pairs of days
 * (H. Theil, 1950; P. K. Sen, “Estimates of the Regression Coefficient Based on Kendall's Tau”, JASA 63, 1968), with Sen's interval.
 * What happened once, such as a clean-up or a copied archive, is taken out before: it says nothing of the days to come. Pure.
 */

/** A value of one day, by its number. Ascending; days without a value are left out. */
export interface DayValue {
  readonly day: number
  readonly value: number
}

export interface Trend {
  readonly perDay: number
  /** The interval in which the growth lies with a probability of 95 %. */
  readonly perDayLow: number
  readonly perDayHigh: number
}

/** Of the normal distribution, for an interval of 95 %. */
const QUANTILE = 1.96

/** Undefined for fewer than two days. */
export function trendOf(values: readonly DayValue[]): Trend | undefined {
  const level = withoutSteps(values)
  const slopes: number[] = []
  for (let one = 0; one < level.length; one++)
    for (let other = one + 1; other < level.length; other++) slopes.push(slopeOf(level[one] as DayValue, level[other] as DayValue))
  if (slopes.length === 0) return undefined
  slopes.sort((a, b) => a - b)
  const margin = QUANTILE * Math.sqrt((level.length * (level.length - 1) * (2 * level.length + 5)) / 18)
  const at = (rank: number) => slopes[Math.min(slopes.length - 1, Math.max(0, rank))] as number
  return {
    perDay: median(slopes),
    perDayLow: at(Math.floor((slopes.length - margin) / 2)),
    perDayHigh: at(Math.ceil((slopes.length + margin) / 2)),
  }
}

const slopeOf = (from: DayValue, to: DayValue): number => (to.value - from.value) / (to.day - from.day)

/** A change this many times as far from the usual one as changes are spread is a step. */
const STEP_SPREADS = 6
/** Of the highest value: smaller changes are noise, however even all others are. */
const STEP_SHARE_MIN = 0.02
/** What happens more often than on every fifth day belongs to the growth. A single odd day counts twice, up and down again. */
const STEPS_SHARE_MAX = 0.2

/** The same days with single steps up or down taken out, at the level of the last. */
export function withoutSteps(values: readonly DayValue[]): readonly DayValue[] {
  const changes = values.slice(1).map((to, index) => ({ to, from: values[index] as DayValue }))
  if (changes.length < 2) return values
  const usual = median(changes.map(({ from, to }) => slopeOf(from, to)))
  const beyond = changes.map(({ from, to }) => to.value - from.value - usual * (to.day - from.day))
  const spread = median(beyond.map((each) => Math.abs(each)))
  const least = STEP_SHARE_MIN * Math.max(...values.map(({ value }) => Math.abs(value)))
  const isStep = (each: number) => Math.abs(each) > Math.max(STEP_SPREADS * spread, least)
  if (beyond.filter(isStep).length > STEPS_SHARE_MAX * changes.length) return values
  let taken = 0
  const level: DayValue[] = [values.at(-1) as DayValue]
  for (let index = values.length - 2; index >= 0; index--) {
    const step = beyond[index] as number
    if (isStep(step)) taken += step
    const { day, value } = values[index] as DayValue
    level.unshift({ day, value: value + taken })
  }
  return level
}

/** Of at least one number; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2
}
