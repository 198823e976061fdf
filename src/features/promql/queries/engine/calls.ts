/** Functions of PromQL. */
import { withoutName } from '../../domain/labels.ts'
import { DATES } from '../../domain/dates.ts'
import { MATH, roundTo } from '../../domain/numbers.ts'
import { predictLinear, quantileOver, smooth, WINDOW_FUNCTIONS } from '../../domain/over-time.ts'
import { withoutParens, type Call, type Expression, type Selector, type Subquery } from '../../domain/syntax.ts'
import { emptySeries, momentOf, type Grid, type Value, type VectorSeries } from '../../domain/values.ts'
import { cannot } from './budget.ts'
import type { Evaluator } from './evaluator.ts'
import { histogramQuantile } from './histograms.ts'
import { joinLabels, replaceLabel } from './label-functions.ts'
import { impliedLabels, overWindows, readTimes, shiftedGrid } from './selectors.ts'
import { merged, relabelled } from './series-book.ts'
import { sortByLabels, sortByValue } from './sorting.ts'

type Series = readonly VectorSeries[]
/** What a call is made of. */
interface Calling {
  readonly evaluation: Evaluator
  readonly name: string
  readonly args: readonly Expression[]
  readonly grid: Grid
}

const vector = (series: Series): Value => ({ type: 'vector', series })

/** Throws `promql.cannot_evaluate` as Prometheus does. */
export async function call(evaluation: Evaluator, { name, args }: Call, grid: Grid): Promise<Value> {
  const calling = { evaluation, name, args, grid }
  const own = OWN[name]
  if (own) return own(calling)
  if (MATH[name] && !DATES[name]) return vector(await mapped(calling, MATH[name]))
  if (DATES[name]) return vector(await dates(calling))
  return vector(await windows(calling))
}

async function argument({ evaluation, args, grid }: Calling, index: number): Promise<Series> {
  return evaluation.vector(args[index] as Expression, grid)
}

async function number({ evaluation, args, grid }: Calling, index: number): Promise<Float64Array> {
  return evaluation.scalar(args[index] as Expression, grid)
}

/** A function of each value; what it gives is no longer that metric. */
async function mapped(calling: Calling, of: (value: number, step: number) => number): Promise<Series> {
  const series = await argument(calling, 0)
  const results = series.map((each) => ({ ...each, values: each.values.map(of) }))
  return relabelled(results, withoutName)
}

async function dates(calling: Calling): Promise<Series> {
  const of = DATES[calling.name] as (seconds: number) => number
  if (calling.args.length > 0) return mapped(calling, of)
  return [constant(calling.grid, (step) => of(momentOf(calling.grid, step) / 1_000))]
}

function constant(grid: Grid, of: (step: number) => number): VectorSeries {
  const series = emptySeries([], grid.count)
  series.has.fill(1)
  for (let step = 0; step < grid.count; step++) series.values[step] = of(step)
  return series
}

/** The range among the arguments; types were checked. */
function rangeOf({ args }: Calling): Selector | Subquery {
  const ranges = args.map(withoutParens)
  return ranges.find(
    (arg): arg is Selector | Subquery => arg.type === 'subquery' || (arg.type === 'selector' && arg.rangeMs !== null),
  ) as Selector
}

async function windows(calling: Calling): Promise<Series> {
  const { evaluation, name, grid } = calling
  const range = rangeOf(calling)
  const of = WINDOW_FUNCTIONS[name]
  if (!of) throw cannot(`function "${name}" is not known`)
  const pushed = range.type === 'selector' ? await pushedDown(calling, range) : undefined
  const series = pushed ?? (await overWindows(evaluation, { range, grid }, of))
  return name === 'last_over_time' || name === 'first_over_time' ? series : relabelled(series, withoutName)
}

function pushedDown({ evaluation, name, grid }: Calling, range: Selector): Promise<Series | undefined> | undefined {
  const shifted = shiftedGrid(range, grid)
  return shifted && evaluation.needs.source.windows({ matchers: range.matchers, name, rangeMs: range.rangeMs ?? 0, grid: shifted })
}

async function predicted(calling: Calling): Promise<Value> {
  const { evaluation, grid } = calling
  const ahead = await number(calling, 1)
  const series = await overWindows(evaluation, { range: rangeOf(calling), grid }, (window, step) =>
    predictLinear(window, momentOf(grid, step), ahead[step] as number),
  )
  return vector(relabelled(series, withoutName))
}

async function quantiles(calling: Calling): Promise<Value> {
  const { evaluation, grid } = calling
  const q = await number(calling, 0)
  const series = await overWindows(evaluation, { range: rangeOf(calling), grid }, (window, step) => quantileOver(window, q[step] as number))
  return vector(relabelled(series, withoutName))
}

async function smoothed(calling: Calling): Promise<Value> {
  const { evaluation, grid } = calling
  const [level, trend] = [await number(calling, 1), await number(calling, 2)]
  const isFactor = (factor: number) => factor > 0 && factor < 1
  for (const factor of level) if (!isFactor(factor)) throw cannot(`invalid smoothing factor. Expected: 0 < sf < 1, got: ${factor}`)
  for (const factor of trend) if (!isFactor(factor)) throw cannot(`invalid trend factor. Expected: 0 < tf < 1, got: ${factor}`)
  const series = await overWindows(evaluation, { range: rangeOf(calling), grid }, (window, step) =>
    smooth(window, level[step] as number, trend[step] as number),
  )
  return vector(relabelled(series, withoutName))
}

async function timestamps(calling: Calling): Promise<Value> {
  const { evaluation, args, grid } = calling
  const of = withoutParens(args[0] as Expression)
  if (of.type === 'selector') return vector(relabelled(await readTimes(evaluation.needs, of, grid), withoutName))
  return vector(await mapped(calling, (_, step) => momentOf(grid, step) / 1_000))
}

/** 1 with the labels that are asked for, at steps where nothing is there. */
function absentAmong(series: Series, of: Expression, grid: Grid): Value {
  const inner = withoutParens(of)
  const labels = inner.type === 'selector' ? impliedLabels(inner) : []
  const absent = emptySeries(labels, grid.count)
  for (let step = 0; step < grid.count; step++) {
    if (series.some(({ has }) => has[step] === 1)) continue
    absent.has[step] = 1
    absent.values[step] = 1
  }
  return vector(merged([absent]))
}

async function absentOverTime(calling: Calling): Promise<Value> {
  const { evaluation, args, grid } = calling
  const present = await overWindows(evaluation, { range: rangeOf(calling), grid }, () => 1)
  return absentAmong(present, args[0] as Expression, grid)
}

async function clamped(calling: Calling): Promise<Value> {
  const { name } = calling
  const least = name === 'clamp_max' ? null : await number(calling, 1)
  const most = name === 'clamp_min' ? null : await number(calling, name === 'clamp' ? 2 : 1)
  const clamp = (value: number, step: number) => Math.max(least?.[step] ?? -Infinity, Math.min(most?.[step] ?? Infinity, value))
  const series = await mapped(calling, clamp)
  if (!least || !most) return vector(series)
  const isEmpty = least.map((low, step) => Number((most[step] as number) < low))
  const kept = series.map((each) => ({ ...each, has: each.has.map((has, step) => (isEmpty[step] ? 0 : has)) }))
  return vector(merged(kept))
}

async function rounded(calling: Calling): Promise<Value> {
  const nearest = calling.args.length > 1 ? await number(calling, 1) : undefined
  return vector(await mapped(calling, (value, step) => roundTo(value, nearest?.[step] ?? 1)))
}

/** The one value there is, NaN where there is none or more than one. */
async function toScalar(calling: Calling): Promise<Value> {
  const series = await argument(calling, 0)
  const values = new Float64Array(calling.grid.count).fill(NaN)
  for (let step = 0; step < values.length; step++) {
    const there = series.filter(({ has }) => has[step] === 1)
    if (there.length === 1) values[step] = there[0]?.values[step] as number
  }
  return { type: 'scalar', values }
}

async function toVector(calling: Calling): Promise<Value> {
  const values = await number(calling, 0)
  return vector([constant(calling.grid, (step) => values[step] as number)])
}

async function texts({ evaluation, args, grid }: Calling, from: number): Promise<readonly string[]> {
  const read: string[] = []
  for (const arg of args.slice(from)) read.push(await evaluation.text(arg, grid))
  return read
}

/** Functions that are no mere formula, by name. */
const OWN: Readonly<Record<string, (calling: Calling) => Promise<Value>>> = {
  predict_linear: predicted,
  quantile_over_time: quantiles,
  double_exponential_smoothing: smoothed,
  timestamp: timestamps,
  absent: async (calling) => absentAmong(await argument(calling, 0), calling.args[0] as Expression, calling.grid),
  absent_over_time: absentOverTime,
  clamp: clamped,
  clamp_min: clamped,
  clamp_max: clamped,
  round: rounded,
  scalar: toScalar,
  vector: toVector,
  time: async ({ grid }) => ({ type: 'scalar', values: constant(grid, (step) => momentOf(grid, step) / 1_000).values }),
  pi: async ({ grid }) => ({ type: 'scalar', values: constant(grid, () => Math.PI).values }),
  histogram_quantile: async (calling) =>
    vector(await histogramQuantile(calling.evaluation.needs.budget, await number(calling, 0), await argument(calling, 1))),
  label_replace: async (calling) =>
    vector(await replaceLabel(calling.evaluation.needs.source, await argument(calling, 0), await texts(calling, 1))),
  label_join: async (calling) => vector(joinLabels(await argument(calling, 0), await texts(calling, 1))),
  sort: async (calling) => vector(sortByValue(await argument(calling, 0), 1)),
  sort_desc: async (calling) => vector(sortByValue(await argument(calling, 0), -1)),
  sort_by_label: async (calling) => vector(sortByLabels(await argument(calling, 0), await texts(calling, 1), 1)),
  sort_by_label_desc: async (calling) => vector(sortByLabels(await argument(calling, 0), await texts(calling, 1), -1)),
}
