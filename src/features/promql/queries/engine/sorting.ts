/** The order of an answer of one moment; of ranges the order does not matter. */
import { labelOf } from '../../domain/labels.ts'
import type { VectorSeries } from '../../domain/values.ts'

/** NaN comes last, whichever way it goes. */
export function sortByValue(series: readonly VectorSeries[], direction: 1 | -1): readonly VectorSeries[] {
  const valueOf = ({ values }: VectorSeries) => values[0] ?? NaN
  return series.toSorted((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)]
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right))
    return left === right ? 0 : (left < right ? -1 : 1) * direction
  })
}

/** Numbers within texts are compared as numbers. */
const natural = new Intl.Collator('en', { numeric: true })

/** By one label after the other. */
export function sortByLabels(series: readonly VectorSeries[], names: readonly string[], direction: 1 | -1): readonly VectorSeries[] {
  return series.toSorted((a, b) => {
    for (const name of names) {
      const order = natural.compare(labelOf(a.labels, name), labelOf(b.labels, name))
      if (order !== 0) return order * direction
    }
    return 0
  })
}
