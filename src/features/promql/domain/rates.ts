/** Functions of the change over a window, computed exactly as Prometheus does. `from` and `to` are places in the lists, `to` exclusive. */

/** Samples of one series, and the window in milliseconds in which some of them are; both its ends belong to it. */
export interface Window {
  readonly times: Float64Array
  readonly values: Float64Array
  from: number
  to: number
  startMs: number
  endMs: number
}

/** undefined: the window holds too little. */
export type WindowFunction = (window: Window) => number | undefined

/** Samples at the ends of a window without resets, and how much was counted before each reset. */
export interface Ends {
  readonly count: number
  readonly firstMs: number
  readonly lastMs: number
  readonly first: number
  /** Last value less the first one, with what was lost at resets. */
  readonly change: number
}

/**
 * What the change would be over the whole window: as far as half a step beyond the outer samples, to the ends of the window where they
 * are near, and for counters not below zero.
 */
export function extrapolate(ends: Ends, window: { readonly startMs: number; readonly endMs: number }, isCounter: boolean): number {
  let toStart = (ends.firstMs - window.startMs) / 1_000
  const toEnd = (window.endMs - ends.lastMs) / 1_000
  const sampled = (ends.lastMs - ends.firstMs) / 1_000
  const between = sampled / (ends.count - 1)
  if (isCounter && ends.change > 0 && ends.first >= 0) toStart = Math.min(toStart, sampled * (ends.first / ends.change))
  const near = between * 1.1
  const whole = sampled + (toStart < near ? toStart : between / 2) + (toEnd < near ? toEnd : between / 2)
  return whole / sampled
}

function endsOf({ times, values, from, to }: Window, isCounter: boolean): Ends {
  let change = (values[to - 1] as number) - (values[from] as number)
  if (isCounter) {
    for (let at = from + 1, before = values[from] as number; at < to; at++) {
      const value = values[at] as number
      if (value < before) change += before
      before = value
    }
  }
  return { count: to - from, firstMs: times[from] as number, lastMs: times[to - 1] as number, first: values[from] as number, change }
}

function changeOver(window: Window, isCounter: boolean, isRate: boolean): number | undefined {
  if (window.to - window.from < 2) return undefined
  const ends = endsOf(window, isCounter)
  const factor = extrapolate(ends, window, isCounter)
  return ends.change * (isRate ? factor / ((window.endMs - window.startMs) / 1_000) : factor)
}

function lastChange({ times, values, from, to }: Window, isRate: boolean): number | undefined {
  if (to - from < 2) return undefined
  const last = values[to - 1] as number
  const before = values[to - 2] as number
  const change = isRate && last < before ? last : last - before
  return isRate ? change / (((times[to - 1] as number) - (times[to - 2] as number)) / 1_000) : change
}

function countPairs({ values, from, to }: Window, counts: (value: number, before: number) => boolean): number | undefined {
  if (to === from) return undefined
  let count = 0
  for (let at = from + 1; at < to; at++) if (counts(values[at] as number, values[at - 1] as number)) count += 1
  return count
}

/** Slope and value at `originMs` of the line that fits best; sums are compensated, and a constant is one exactly. */
export function fitLine({ times, values, from, to }: Window, originMs: number): { slope: number; intercept: number } {
  const initial = values[from] as number
  let isConstant = true
  const [sumX, sumY, sumXY, sumX2] = [new Sum(), new Sum(), new Sum(), new Sum()]
  for (let at = from; at < to; at++) {
    const y = values[at] as number
    const x = ((times[at] as number) - originMs) / 1_000
    if (y !== initial) isConstant = false
    sumX.add(x)
    sumY.add(y)
    sumXY.add(x * y)
    sumX2.add(x * x)
  }
  if (isConstant) return Number.isFinite(initial) ? { slope: 0, intercept: initial } : { slope: NaN, intercept: NaN }
  const count = to - from
  const covariance = sumXY.value - (sumX.value * sumY.value) / count
  const variance = sumX2.value - (sumX.value * sumX.value) / count
  const slope = covariance / variance
  return { slope, intercept: sumY.value / count - (slope * sumX.value) / count }
}

/** Adds up without losing what is small beside what is large (Neumaier). */
export class Sum {
  #sum = 0
  #lost = 0

  add(value: number): void {
    const next = this.#sum + value
    if (Math.abs(this.#sum) >= Math.abs(value)) this.#lost += this.#sum - next + value
    else this.#lost += value - next + this.#sum
    this.#sum = next
  }

  /** As Prometheus has it in means and variances: NaN once it was infinite. */
  get raw(): number {
    return this.#sum + this.#lost
  }

  get value(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum
  }
}

/** By name. */
export const RATES: Readonly<Record<string, WindowFunction>> = {
  rate: (window) => changeOver(window, true, true),
  increase: (window) => changeOver(window, true, false),
  delta: (window) => changeOver(window, false, false),
  irate: (window) => lastChange(window, true),
  idelta: (window) => lastChange(window, false),
  deriv: (window) => (window.to - window.from < 2 ? undefined : fitLine(window, window.times[window.from] as number).slope),
  changes: (window) => countPairs(window, (value, before) => value !== before && !(Number.isNaN(value) && Number.isNaN(before))),
  resets: (window) => countPairs(window, (value, before) => value < before),
}
