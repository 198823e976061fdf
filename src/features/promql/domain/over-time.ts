/** Functions of all samples of a window, computed as Prometheus does. */
import { quantileOf } from './quantile.ts'
import { fitLine, RATES, Sum, type Window, type WindowFunction } from './rates.ts'

const reduced =
  (better: (value: number, best: number) => boolean): WindowFunction =>
  ({ values, from, to }) => {
    if (to === from) return undefined
    let best = values[from] as number
    for (let at = from + 1; at < to; at++) {
      const value = values[at] as number
      if (better(value, best) || Number.isNaN(best)) best = value
    }
    return best
  }

const isGreater = (value: number, best: number) => value > best
const isSmaller = (value: number, best: number) => value < best

function average({ values, from, to }: Window): number | undefined {
  if (to === from) return undefined
  const sum = new Sum()
  for (let at = from; at < to; at++) sum.add(values[at] as number)
  const mean = sum.value / (to - from)
  return Number.isFinite(mean) ? mean : runningMean(values, from, to)
}

/** Also where the sum of large values would be infinite although no value is. */
export function runningMean(values: ArrayLike<number>, from: number, to: number): number {
  let mean = 0
  for (let at = from; at < to; at++) {
    const value = values[at] as number
    const count = at - from + 1
    if (!Number.isFinite(mean) && (mean === value || Number.isFinite(value))) continue
    mean += value / count - mean / count
  }
  return mean
}

function variance({ values, from, to }: Window): number | undefined {
  if (to === from) return undefined
  const [mean, squares] = [new Sum(), new Sum()]
  for (let at = from; at < to; at++) {
    const value = values[at] as number
    const delta = value - mean.raw
    mean.add(delta / (at - from + 1))
    squares.add(delta * (value - mean.raw))
  }
  return squares.raw / (to - from)
}

function deviationFromMedian({ values, from, to }: Window): number | undefined {
  if (to === from) return undefined
  const all = values.slice(from, to)
  const median = quantileOf(0.5, all)
  return quantileOf(
    0.5,
    all.map((value) => Math.abs(value - median)),
  )
}

const timeOf =
  (choose: (value: number, best: number) => boolean): WindowFunction =>
  ({ values, times, from, to }) => {
    if (to === from) return undefined
    let best = from
    for (let at = from + 1; at < to; at++) {
      const [value, standing] = [values[at] as number, values[best] as number]
      if (choose(value, standing) || Number.isNaN(standing)) best = at
    }
    return (times[best] as number) / 1_000
  }

const present =
  (of: (window: Window) => number): WindowFunction =>
  (window) =>
    window.to === window.from ? undefined : of(window)

function total({ values, from, to }: Window): number {
  const sum = new Sum()
  for (let at = from; at < to; at++) sum.add(values[at] as number)
  return sum.value
}

/** By name: functions that take nothing but the range. */
export const WINDOW_FUNCTIONS: Readonly<Record<string, WindowFunction>> = {
  ...RATES,
  avg_over_time: average,
  min_over_time: reduced(isSmaller),
  max_over_time: reduced(isGreater),
  sum_over_time: present(total),
  count_over_time: present(({ from, to }) => to - from),
  stdvar_over_time: variance,
  stddev_over_time: present((window) => Math.sqrt(variance(window) ?? NaN)),
  mad_over_time: deviationFromMedian,
  last_over_time: present(({ values, to }) => values[to - 1] as number),
  first_over_time: present(({ values, from }) => values[from] as number),
  present_over_time: present(() => 1),
  ts_of_min_over_time: timeOf((value, best) => value <= best),
  ts_of_max_over_time: timeOf((value, best) => value >= best),
  ts_of_first_over_time: present(({ times, from }) => (times[from] as number) / 1_000),
  ts_of_last_over_time: present(({ times, to }) => (times[to - 1] as number) / 1_000),
}

/** The value of which a share `q` of the samples is at most. */
export function quantileOver({ values, from, to }: Window, q: number): number | undefined {
  return to === from ? undefined : quantileOf(q, values.slice(from, to))
}

/** Where the line through the samples will be `aheadSeconds` after `atMs`. */
export function predictLinear(window: Window, atMs: number, aheadSeconds: number): number | undefined {
  if (window.to - window.from < 2) return undefined
  const { slope, intercept } = fitLine(window, atMs)
  return slope * aheadSeconds + intercept
}

/** Holt's smoothing by level and trend, each factor between 0 and 1. */
export function smooth({ values, from, to }: Window, level: number, trend: number): number | undefined {
  if (to - from < 2) return undefined
  let before = 0
  let smoothed = values[from] as number
  let slope = (values[from + 1] as number) - smoothed
  for (let at = from + 1; at < to; at++) {
    if (at > from + 1) slope = trend * (smoothed - before) + (1 - trend) * slope
    const next = level * (values[at] as number) + (1 - level) * (smoothed + slope)
    before = smoothed
    smoothed = next
  }
  return smoothed
}
