/** What the parts of an evaluation ask of the whole: values of the expressions within their own. */
import type { Expression } from '../../domain/syntax.ts'
import type { Grid, Value, VectorSeries } from '../../domain/values.ts'
import type { Budget } from './budget.ts'
import type { Source } from './source.ts'

export interface EvaluationNeeds {
  readonly source: Source
  readonly budget: Budget
  /** How long a sample stands for its series when no other comes. */
  readonly lookbackMs: number
  /** Ends of the range that was asked for, to which `@ start()` and `@ end()` pin. */
  readonly range: { readonly startMs: number; readonly endMs: number }
}

export interface Evaluator {
  readonly needs: EvaluationNeeds
  /** Throws Faults of `promqlCodes` for what cannot be evaluated. */
  evaluate(expression: Expression, grid: Grid): Promise<Value>
  /** The series of a vector; none of anything else. */
  vector(expression: Expression, grid: Grid): Promise<readonly VectorSeries[]>
  /** The value at each step; NaN of what is no scalar. */
  scalar(expression: Expression, grid: Grid): Promise<Float64Array>
  /** A text; empty of what is none. */
  text(expression: Expression, grid: Grid): Promise<string>
}
