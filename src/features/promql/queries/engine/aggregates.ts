/** Aggregations: series of one group become one, or some of them are chosen. */
import { groupingBy, keyOf, withLabel, type LabelList } from '../../domain/labels.ts'
import { quantileOf } from '../../domain/quantile.ts'
import { runningMean } from '../../domain/over-time.ts'
import type { Aggregate, Aggregation } from '../../domain/syntax.ts'
import { writeDigits } from '../../domain/text.ts'
import { emptySeries, isPresent, type Grid, type VectorSeries } from '../../domain/values.ts'
import { cannot, type Budget } from './budget.ts'
import type { Evaluator } from './evaluator.ts'
import { merged } from './series-book.ts'

interface Group {
  readonly labels: LabelList
  readonly series: VectorSeries[]
}

export async function aggregate(
  evaluation: Evaluator,
  { op, grouping, param, expression }: Aggregate,
  grid: Grid,
): Promise<readonly VectorSeries[]> {
  const { budget } = evaluation.needs
  const series = await evaluation.vector(expression, grid)
  const groups = groupsOf(series, groupingBy(grouping))
  if (op === 'count_values') return countValues(groups, param ? await evaluation.text(param, grid) : '')
  const params = param ? await evaluation.scalar(param, grid) : new Float64Array(0)
  if (op === 'topk' || op === 'bottomk' || op === 'limitk') return chosen(op, groups, params, budget)
  const results: VectorSeries[] = []
  for (const group of groups) {
    await budget.breathe()
    results.push(op === 'quantile' ? overValues(group, (values, step) => quantileOf(params[step] as number, values)) : put(op, group, grid))
  }
  return results
}

function groupsOf(series: readonly VectorSeries[], by: (labels: LabelList) => LabelList): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const each of series) {
    const labels = by(each.labels)
    const key = keyOf(labels)
    const group = groups.get(key)
    if (group) group.series.push(each)
    else groups.set(key, { labels, series: [each] })
  }
  return [...groups.values()]
}

/** Those that are computed value by value, without gathering them first. */
function put(op: Aggregation, group: Group, grid: Grid): VectorSeries {
  if (op === 'avg') return overValues(group, averageOf)
  if (op === 'stdvar') return overValues(group, varianceOf)
  if (op === 'stddev') return overValues(group, (values) => Math.sqrt(varianceOf(values)))
  const result = emptySeries(group.labels, grid.count)
  const add = ADDING[op] ?? ADDING.sum
  for (const { has, values } of group.series) {
    for (let step = 0; step < has.length; step++) {
      if (!has[step]) continue
      const value = values[step] as number
      result.values[step] = add(result.values[step] as number, value, result.has[step] === 0)
      result.has[step] = 1
    }
  }
  return result
}

type Adding = (sum: number, value: number, isFirst: boolean) => number

/** NaN gives way to any number in the smallest and the largest. */
const ADDING: Readonly<Partial<Record<Aggregation, Adding>>> & { readonly sum: Adding } = {
  sum: (sum, value, isFirst) => (isFirst ? value : sum + value),
  count: (sum) => sum + 1,
  group: () => 1,
  min: (least, value, isFirst) => (isFirst || value < least || Number.isNaN(least) ? value : least),
  max: (most, value, isFirst) => (isFirst || value > most || Number.isNaN(most) ? value : most),
}

function averageOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Number.isFinite(mean) ? mean : runningMean(values, 0, values.length)
}

function varianceOf(values: readonly number[]): number {
  let mean = values[0] ?? NaN
  let squares = 0
  for (let index = 1; index < values.length; index++) {
    const value = values[index] as number
    const delta = value - mean
    mean += delta / (index + 1)
    squares += delta * (value - mean)
  }
  return squares / values.length
}

function overValues({ labels, series }: Group, of: (values: readonly number[], step: number) => number): VectorSeries {
  const count = series[0]?.has.length ?? 0
  const result = emptySeries(labels, count)
  for (let step = 0; step < count; step++) {
    const values: number[] = []
    for (const each of series) if (each.has[step]) values.push(each.values[step] as number)
    if (values.length === 0) continue
    result.has[step] = 1
    result.values[step] = of(values, step)
  }
  return result
}

const LABEL_NAME = /^[a-zA-Z_]\w*$/

function countValues(groups: readonly Group[], label: string): readonly VectorSeries[] {
  if (!LABEL_NAME.test(label)) throw cannot(`invalid label name ${JSON.stringify(label)}`)
  const counted = new Map<string, VectorSeries>()
  for (const { labels, series } of groups) for (const each of series) countInto(counted, { ...each, labels }, label)
  return merged([...counted.values()])
}

function countInto(counted: Map<string, VectorSeries>, { labels, has, values }: VectorSeries, label: string): void {
  for (let step = 0; step < has.length; step++) {
    if (!has[step]) continue
    const own = withLabel(labels, label, writeDigits(values[step] as number))
    const key = keyOf(own)
    const result = counted.get(key) ?? emptySeries(own, has.length)
    result.has[step] = 1
    result.values[step] = (result.values[step] as number) + 1
    counted.set(key, result)
  }
}

/** Some series of each group at every step, with the labels that they have; at one moment the best comes first. */
async function chosen(op: 'topk' | 'bottomk' | 'limitk', groups: readonly Group[], params: Float64Array, budget: Budget) {
  for (const k of params) if (!(Math.abs(k) < 2 ** 63)) throw cannot(`Scalar value ${k} overflows int64`)
  const results: VectorSeries[] = []
  for (const { series } of groups) {
    const kept = new Map(series.map((each) => [each, emptySeries(each.labels, params.length)]))
    for (let step = 0; step < params.length; step++) {
      await budget.breathe()
      const there = series.filter(({ has }) => has[step] === 1)
      for (const each of best(op, there, step).slice(0, Math.max(0, Math.trunc(params[step] as number)))) {
        const result = kept.get(each) as VectorSeries
        result.has[step] = 1
        result.values[step] = each.values[step] as number
      }
    }
    const order = params.length === 1 ? best(op, series, 0) : series
    results.push(...order.map((each) => kept.get(each) as VectorSeries))
  }
  return results.filter(isPresent)
}

function best(op: 'topk' | 'bottomk' | 'limitk', series: readonly VectorSeries[], step: number): readonly VectorSeries[] {
  if (op === 'limitk') return series
  const direction = op === 'topk' ? -1 : 1
  return series.toSorted((a, b) => {
    const [left, right] = [a.values[step] as number, b.values[step] as number]
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right))
    return left === right ? 0 : (left < right ? -1 : 1) * direction
  })
}
