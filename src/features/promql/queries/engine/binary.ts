/** Operators between values of which at most one is a vector, and the way to those between two. */
import { withoutName } from '../../domain/labels.ts'
import { ARITHMETIC_OF, COMPARISON_OF } from '../../domain/numbers.ts'
import { isSetOperator, keepsName, type Binary, type BinaryOp } from '../../domain/syntax.ts'
import type { VectorSeries } from '../../domain/values.ts'
import type { Budget } from './budget.ts'
import { matchVectors } from './matching.ts'
import { merged, relabelled } from './series-book.ts'
import { combineSets } from './sets.ts'
import type { Sides } from './sides.ts'

/** A comparison of scalars is 1 or 0. */
export function combineScalars(op: BinaryOp, left: Float64Array, right: Float64Array): Float64Array {
  const compare = COMPARISON_OF.get(op)
  const of = compare ? (a: number, b: number) => Number(compare(a, b)) : ARITHMETIC_OF.get(op)
  return of ? left.map((value, step) => of(value, right[step] as number)) : left
}

interface WithScalar {
  readonly vector: readonly VectorSeries[]
  readonly scalar: Float64Array
  /** The scalar stands on the left. */
  readonly isSwapped: boolean
}

/** Comparisons keep the vector's own values, whichever side it stands on. */
export function combineWithScalar(binary: Binary, { vector, scalar, isSwapped }: WithScalar): readonly VectorSeries[] {
  const { op, bool } = binary
  const compare = COMPARISON_OF.get(op)
  const sides = (value: number, step: number): [number, number] =>
    isSwapped ? [scalar[step] as number, value] : [value, scalar[step] as number]
  if (compare && !bool) {
    const holds = ({ has, values }: VectorSeries) =>
      has.map((there, step) => there & Number(compare(...sides(values[step] as number, step))))
    return merged(vector.map((series) => ({ ...series, has: holds(series) })))
  }
  const of = compare ? (a: number, b: number) => Number(compare(a, b)) : ARITHMETIC_OF.get(op)
  if (!of) return vector
  const results = vector.map((series) => ({ ...series, values: series.values.map((value, step) => of(...sides(value, step))) }))
  return keepsName(binary) ? merged(results) : relabelled(results, withoutName)
}

export function combineVectors(budget: Budget, binary: Binary, sides: Sides): Promise<readonly VectorSeries[]> {
  return isSetOperator(binary.op) ? combineSets(budget, binary, sides) : matchVectors(budget, binary, sides)
}
