/** Evaluates expressions over all steps of a grid at once. */
import { withoutName } from '../../domain/labels.ts'
import type { Binary, Expression, Unary } from '../../domain/syntax.ts'
import type { Grid, Value, VectorSeries } from '../../domain/values.ts'
import { aggregate } from './aggregates.ts'
import { combineScalars, combineVectors, combineWithScalar } from './binary.ts'
import { call } from './calls.ts'
import type { EvaluationNeeds, Evaluator } from './evaluator.ts'
import { relabelled } from './series-book.ts'
import { readVector } from './selectors.ts'

/** One evaluation; asked again for the parts of an expression. */
export class Evaluation implements Evaluator {
  readonly needs: EvaluationNeeds

  constructor(needs: EvaluationNeeds) {
    this.needs = needs
  }

  async evaluate(expression: Expression, grid: Grid): Promise<Value> {
    await this.needs.budget.breathe()
    switch (expression.type) {
      case 'number':
        return { type: 'scalar', values: new Float64Array(grid.count).fill(expression.value) }
      case 'string':
        return { type: 'string', value: expression.value }
      case 'paren':
        return this.evaluate(expression.expression, grid)
      case 'selector':
        return { type: 'vector', series: await readVector(this.needs, expression, grid) }
      case 'subquery':
        // Types were checked: a range stands in a call that reads it itself.
        return { type: 'vector', series: [] }
      case 'call':
        return call(this, expression, grid)
      case 'aggregate':
        return { type: 'vector', series: await aggregate(this, expression, grid) }
      case 'unary':
        return this.#unary(expression, grid)
      case 'binary':
        return this.#binary(expression, grid)
    }
  }

  async vector(expression: Expression, grid: Grid): Promise<readonly VectorSeries[]> {
    const value = await this.evaluate(expression, grid)
    return value.type === 'vector' ? value.series : []
  }

  async scalar(expression: Expression, grid: Grid): Promise<Float64Array> {
    const value = await this.evaluate(expression, grid)
    return value.type === 'scalar' ? value.values : new Float64Array(grid.count).fill(NaN)
  }

  async text(expression: Expression, grid: Grid): Promise<string> {
    const value = await this.evaluate(expression, grid)
    return value.type === 'string' ? value.value : ''
  }

  async #unary({ op, expression }: Unary, grid: Grid): Promise<Value> {
    const value = await this.evaluate(expression, grid)
    if (op === '+' || value.type === 'string') return value
    if (value.type === 'scalar') return { type: 'scalar', values: value.values.map((each) => -each) }
    const negated = value.series.map((each) => ({ ...each, values: each.values.map((one) => -one) }))
    return { type: 'vector', series: relabelled(negated, withoutName) }
  }

  async #binary(expression: Binary, grid: Grid): Promise<Value> {
    const left = await this.evaluate(expression.left, grid)
    const right = await this.evaluate(expression.right, grid)
    if (left.type === 'scalar' && right.type === 'scalar')
      return { type: 'scalar', values: combineScalars(expression.op, left.values, right.values) }
    if (left.type === 'vector' && right.type === 'vector') {
      return {
        type: 'vector',
        series: await combineVectors(this.needs.budget, expression, { left: left.series, right: right.series, grid }),
      }
    }
    if (left.type === 'vector' && right.type === 'scalar') {
      return { type: 'vector', series: combineWithScalar(expression, { vector: left.series, scalar: right.values, isSwapped: false }) }
    }
    if (left.type === 'scalar' && right.type === 'vector') {
      return { type: 'vector', series: combineWithScalar(expression, { vector: right.series, scalar: left.values, isSwapped: true }) }
    }
    return left
  }
}
