/** Two vectors with an operator between them. */
import type { Grid, VectorSeries } from '../../domain/values.ts'

export interface Sides {
  readonly left: readonly VectorSeries[]
  readonly right: readonly VectorSeries[]
  readonly grid: Grid
}
