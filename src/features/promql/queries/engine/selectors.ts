/** Selectors and subqueries: from samples to values at steps, and to windows. */
import { METRIC_NAME, type Selector, type Subquery } from '../../domain/syntax.ts'
import { emptySeries, isPresent, momentOf, type Grid, type SampleSeries, type VectorSeries } from '../../domain/values.ts'
import { fromPairs, type LabelList } from '../../domain/labels.ts'
import type { WindowFunction } from '../../domain/rates.ts'
import type { Evaluator, EvaluationNeeds } from './evaluator.ts'
import type { KeptSeries } from './source.ts'

/** How often a subquery is evaluated that does not say, as rules are by default. */
const SUBQUERY_STEP_MS = 60_000

type Shifted = Pick<Selector | Subquery, 'offsetMs' | 'pin'>

/** The moments that a selector looks back from, of each step. */
function momentsOf({ range }: EvaluationNeeds, { offsetMs, pin }: Shifted, grid: Grid): Float64Array {
  const pinned = pin === 'start' ? range.startMs : pin === 'end' ? range.endMs : pin
  return Float64Array.from({ length: grid.count }, (_, step) => (pinned ?? momentOf(grid, step)) - offsetMs)
}

/** The last sample of each series at every step, unless it is too old or the series has ended. */
export async function readVector(needs: EvaluationNeeds, selector: Selector, grid: Grid): Promise<readonly VectorSeries[]> {
  return (await readLast(needs, selector, grid)).map(({ series }) => series)
}

/** The same with the time of each sample in seconds instead of its value. */
export async function readTimes(needs: EvaluationNeeds, selector: Selector, grid: Grid): Promise<readonly VectorSeries[]> {
  return (await readLast(needs, selector, grid)).map(({ series, times }) => ({ ...series, values: times }))
}

async function readLast(needs: EvaluationNeeds, selector: Selector, grid: Grid) {
  const moments = momentsOf(needs, selector, grid)
  const [first, last] = endsOf(moments)
  const { matchers } = selector
  const kept = await needs.source.samples({ matchers, fromMs: first - needs.lookbackMs, toMs: last })
  needs.budget.takePoints(kept.length, grid.count)
  const found: { series: VectorSeries; times: Float64Array }[] = []
  for (const each of kept) {
    await needs.budget.breathe()
    const read = lastAt(each, moments, needs.lookbackMs)
    if (isPresent(read.series)) found.push(read)
  }
  return found
}

function lastAt({ labels, times, values, ended }: KeptSeries, moments: Float64Array, lookbackMs: number) {
  const series = emptySeries(labels, moments.length)
  const found = new Float64Array(moments.length)
  let at = 0
  for (let step = 0; step < moments.length; step++) {
    const moment = moments[step] as number
    while (at < times.length && (times[at] as number) <= moment) at += 1
    if (at === 0 || (times[at - 1] as number) < moment - lookbackMs || ended?.[at - 1]) continue
    series.has[step] = 1
    series.values[step] = values[at - 1] as number
    found[step] = (times[at - 1] as number) / 1_000
  }
  return { series, times: found }
}

/** Moments never fall: all are the same, or each is later than the one before. */
function endsOf(moments: Float64Array): readonly [number, number] {
  return [moments[0] ?? 0, moments.at(-1) ?? 0]
}

/** A range, or a subquery, with the moments at which its windows end. */
interface Ranged {
  readonly series: readonly SampleSeries[]
  readonly moments: Float64Array
  readonly rangeMs: number
}

async function readRange(evaluation: Evaluator, range: Selector | Subquery, grid: Grid): Promise<Ranged> {
  const { needs } = evaluation
  const moments = momentsOf(needs, range, grid)
  const [first, last] = endsOf(moments)
  const rangeMs = range.rangeMs ?? 0
  if (range.type === 'subquery') return { series: await sampled(evaluation, range, [first - rangeMs, last]), moments, rangeMs }
  const kept = await needs.source.samples({ matchers: range.matchers, fromMs: first - rangeMs, toMs: last })
  return { series: kept.map(withoutEnds), moments, rangeMs }
}

/** The samples of a range itself, as a query that is one is answered. */
export async function readSamples(evaluation: Evaluator, range: Selector | Subquery, grid: Grid): Promise<readonly SampleSeries[]> {
  return (await readRange(evaluation, range, grid)).series.filter(({ times }) => times.length > 0)
}

function withoutEnds(series: KeptSeries): SampleSeries {
  const { ended, labels } = series
  if (ended === null) return series
  const isLive = (_: number, index: number) => ended[index] === 0
  return { labels, times: series.times.filter(isLive), values: series.values.filter(isLive) }
}

/** A subquery is evaluated at whole multiples of its step, whatever the steps of the query are. */
async function sampled(evaluation: Evaluator, { expression, stepMs }: Subquery, [fromMs, toMs]: readonly [number, number]) {
  const everyMs = stepMs ?? SUBQUERY_STEP_MS
  const startMs = Math.ceil(fromMs / everyMs) * everyMs
  const count = Math.max(0, Math.floor((toMs - startMs) / everyMs) + 1)
  const grid = { startMs, stepMs: everyMs, count }
  evaluation.needs.budget.takeSamples(count)
  const value = await evaluation.evaluate(expression, grid)
  const series = value.type === 'vector' ? value.series : []
  evaluation.needs.budget.takeSamples(series.length * count)
  return series.map(({ labels, values, has }): SampleSeries => {
    const steps = Array.from(has.keys()).filter((step) => has[step] === 1)
    return {
      labels,
      times: Float64Array.from(steps, (step) => momentOf(grid, step)),
      values: Float64Array.from(steps, (step) => values[step] as number),
    }
  })
}

/** A function of the window that ends at each step; `of` may know the step. */
export async function overWindows(
  evaluation: Evaluator,
  { range, grid }: { readonly range: Selector | Subquery; readonly grid: Grid },
  of: (...args: [...Parameters<WindowFunction>, step: number]) => number | undefined,
): Promise<readonly VectorSeries[]> {
  const { series, moments, rangeMs } = await readRange(evaluation, range, grid)
  evaluation.needs.budget.takePoints(series.length, grid.count)
  const results: VectorSeries[] = []
  for (const each of series) {
    await evaluation.needs.budget.breathe()
    const result = slide(each, { moments, rangeMs }, of)
    if (isPresent(result)) results.push(result)
  }
  return results
}

function slide(
  { labels, times, values }: SampleSeries,
  { moments, rangeMs }: Omit<Ranged, 'series'>,
  of: (...args: [...Parameters<WindowFunction>, step: number]) => number | undefined,
): VectorSeries {
  const result = emptySeries(labels, moments.length)
  const window = { times, values, from: 0, to: 0, startMs: 0, endMs: 0 }
  for (let step = 0; step < moments.length; step++) {
    window.endMs = moments[step] as number
    window.startMs = window.endMs - rangeMs
    while (window.to < times.length && (times[window.to] as number) <= window.endMs) window.to += 1
    while (window.from < window.to && (times[window.from] as number) < window.startMs) window.from += 1
    if (window.from === window.to) continue
    const value = of(window, step)
    if (value === undefined) continue
    result.has[step] = 1
    result.values[step] = value
  }
  return result
}

/** The grid of a selector's own moments; undefined where `@` makes all of them one. */
export function shiftedGrid(selector: Selector, grid: Grid): Grid | undefined {
  return selector.pin === null ? { ...grid, startMs: grid.startMs - selector.offsetMs } : undefined
}

/** The labels that a series selected by these must have: what `absent` says is not there. */
export function impliedLabels({ matchers }: Selector): LabelList {
  const equal = matchers.filter(({ op, label }) => op === '=' && label !== METRIC_NAME)
  const named = (label: string) => matchers.filter((each) => each.label === label).length
  return fromPairs(equal.filter(({ label }) => named(label) === 1).map(({ label, value }) => [label, value] as const))
}
