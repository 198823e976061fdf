/** Expressions over what is kept of some environments: the one way in for the API, the explorer and rules. */
import type { Platform } from '#platform/platform.ts'
import { Fault } from '#kit/fault.ts'
import { promqlCodes } from '../contract/codes.ts'
import { typeOf } from '../domain/check.ts'
import { parseWith, type Parsed } from '../domain/parse.ts'
import { reachesOf } from '../domain/reach.ts'
import { withoutParens, type Expression, type SyntaxFault } from '../domain/syntax.ts'
import type { Grid, SampleSeries, Value } from '../domain/values.ts'
import { Budget, STEPS_MAX } from './engine/budget.ts'
import { Evaluation } from './engine/evaluation.ts'
import { readSamples } from './engine/selectors.ts'
import { withPatternWords } from './pattern-words.ts'
import { StoredSource } from './stored-source.ts'

/** How long a sample stands for its series, unless another time is asked for; as Prometheus has it. */
export const LOOKBACK_MS = 300_000
export const TIMEOUT_MS = 30_000
export const TIMEOUT_MS_MAX = 120_000

export type EvaluationPlatform = Pick<Platform, 'clickhouse'>

/** The expression with its types checked, or everything that is wrong with it and where. */
export async function parseExpression(text: string): Promise<Parsed> {
  // Read when the first expression comes, not at the start.
  const { parser } = await import('@prometheus-io/lezer-promql')
  return parseWith(parser, text)
}

/** Throws `promql.bad_expression`, in the words of Prometheus. */
export async function requireExpression(text: string): Promise<Expression> {
  const parsed = await parseExpression(text)
  if ('expression' in parsed) return parsed.expression
  throw faultOf(text, parsed.faults)
}

function faultOf(text: string, faults: readonly SyntaxFault[]): Fault {
  const [first] = faults
  const before = text.slice(0, first?.from ?? 0)
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  return new Fault(promqlCodes.bad_expression, {
    detail: `${line}:${column}: parse error: ${first?.message ?? 'not an expression'}`,
    fields: faults.map(({ message, from, to }) => ({ field: `query.${from}-${to}`, message })),
  })
}

export interface EvaluationAsk {
  readonly expression: Expression
  /** UUIDs of the environments that the caller may see; no selector reaches beyond them. */
  readonly environmentIds: readonly string[]
  readonly grid: Grid
  readonly lookbackMs?: number | undefined
  readonly timeoutMs?: number | undefined
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined
}

export type Evaluated = Value | { readonly type: 'matrix'; readonly samples: readonly SampleSeries[] }

/** The value at every step of the grid. A range alone gives its samples at the one moment of an instant query. Throws Faults of `promqlCodes`. */
export async function evaluateOver({ clickhouse }: EvaluationPlatform, ask: EvaluationAsk): Promise<Evaluated> {
  const { expression, environmentIds, grid, lookbackMs = LOOKBACK_MS, timeoutMs = TIMEOUT_MS } = ask
  if (grid.count > STEPS_MAX) {
    const detail = `exceeded maximum resolution of ${STEPS_MAX} points per timeseries. Try decreasing the query resolution (?step=XX)`
    throw new Fault(promqlCodes.bad_parameter, { detail })
  }
  refuseInRange(expression, grid)
  const budget = new Budget({ signal: ask.signal ?? new AbortController().signal, timeoutMs: Math.min(timeoutMs, TIMEOUT_MS_MAX) })
  const range = { startMs: grid.startMs, endMs: grid.startMs + (grid.count - 1) * grid.stepMs }
  const source = new StoredSource({ clickhouse, budget, environmentIds })
  await withPatternWords(source.select(reachesOf(expression, range, lookbackMs)))
  const evaluation = new Evaluation({ source, budget, lookbackMs, range })
  return withPatternWords(evaluated(evaluation, expression, grid))
}

async function evaluated(evaluation: Evaluation, expression: Expression, grid: Grid): Promise<Evaluated> {
  const bare = withoutParens(expression)
  if (bare.type === 'subquery' || (bare.type === 'selector' && bare.rangeMs !== null))
    return { type: 'matrix', samples: await readSamples(evaluation, bare, grid) }
  return evaluation.evaluate(expression, grid)
}

/** Texts and ranges have no value at each of many steps. */
function refuseInRange(expression: Expression, grid: Grid): void {
  const type = typeOf(expression)
  if (!grid.isRange || type === 'scalar' || type === 'vector') return
  const words = type === 'string' ? 'string' : 'range vector'
  throw new Fault(promqlCodes.bad_parameter, {
    detail: `invalid expression type "${words}" for range query, must be Scalar or instant Vector`,
  })
}
