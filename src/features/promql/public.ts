/** What other features may ask of PromQL. Ids are UUIDs. */
import { fromPairs, toRecord } from './domain/labels.ts'
import type { Expression } from './domain/syntax.ts'
import { momentOf, type Grid, type VectorSeries } from './domain/values.ts'
import { evaluateOver, type Evaluated, type EvaluationPlatform } from './queries/evaluate.ts'

export { typeOf } from './domain/check.ts'
export { typeByName } from './domain/metric-type.ts'
export { metricsNamed } from './domain/named-metrics.ts'
export { parseExpression } from './queries/evaluate.ts'
export type { Parsed } from './domain/parse.ts'
export type { Expression, SyntaxFault } from './domain/syntax.ts'

interface Asked {
  /** From `parseExpression`. */
  readonly expression: Expression
  /** Environments that it may reach; identical series of two of them stay apart by the label `__environment__`. */
  readonly environments: readonly string[]
  /** 300 unless said. */
  readonly lookbackSeconds?: number
  readonly signal?: AbortSignal
}

/** A value with the labels of its series; none for a number. */
export interface InstantValue {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What an expression is at one moment. Throws Faults of `promql.*` where it cannot be evaluated. */
export async function evaluateInstant(
  platform: EvaluationPlatform,
  { atSeconds, ...asked }: Asked & { readonly atSeconds: number },
): Promise<readonly InstantValue[]> {
  const grid = { startMs: atSeconds * 1_000, stepMs: 60_000, count: 1 }
  return seriesOf(await evaluateOver(platform, askOf(asked, grid))).map(({ labels, values }) => ({
    labels: toRecord(labels),
    value: values[0] as number,
  }))
}

export interface RangeSteps {
  readonly fromSeconds: number
  /** Inclusive. */
  readonly toSeconds: number
  readonly stepSeconds: number
}

/** A series over a range; steps without a value are left out. */
export interface RangeValues {
  readonly labels: Readonly<Record<string, string>>
  readonly points: readonly { readonly atSeconds: number; readonly value: number }[]
}

/** What an expression is at every step of a range. Throws Faults of `promql.*` where it cannot be evaluated. */
export async function evaluateRange(
  platform: EvaluationPlatform,
  { steps, ...asked }: Asked & { readonly steps: RangeSteps },
): Promise<readonly RangeValues[]> {
  const count = Math.floor((steps.toSeconds - steps.fromSeconds) / steps.stepSeconds) + 1
  const grid = { startMs: steps.fromSeconds * 1_000, stepMs: steps.stepSeconds * 1_000, count, isRange: true }
  return seriesOf(await evaluateOver(platform, askOf(asked, grid))).map((series) => ({
    labels: toRecord(series.labels),
    points: pointsOf(series, grid),
  }))
}

function askOf({ expression, environments, lookbackSeconds, signal }: Asked, grid: Grid) {
  const lookbackMs = lookbackSeconds === undefined ? undefined : lookbackSeconds * 1_000
  return { expression, environmentIds: environments, grid, lookbackMs, signal }
}

/** A number is a series without labels; of a range alone and of a text nothing can be compared. */
function seriesOf(value: Evaluated): readonly VectorSeries[] {
  if (value.type === 'vector') return value.series
  return value.type === 'scalar' ? [{ labels: fromPairs([]), values: value.values, has: new Uint8Array(value.values.length).fill(1) }] : []
}

function pointsOf({ values, has }: VectorSeries, grid: Grid): RangeValues['points'] {
  return Array.from(has.keys())
    .filter((step) => has[step] === 1)
    .map((step) => ({ atSeconds: momentOf(grid, step) / 1_000, value: values[step] as number }))
}
