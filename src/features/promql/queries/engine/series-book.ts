/** Puts series with the same labels together; at no step may two of them have a value. */
import { keyOf, type LabelList } from '../../domain/labels.ts'
import { emptySeries, isPresent, type VectorSeries } from '../../domain/values.ts'
import { cannot } from './budget.ts'

export const SAME_LABELS = 'vector cannot contain metrics with the same labelset'

/** One series for each set of labels. Throws `promql.cannot_evaluate` where two have a value at once. */
export function merged(series: readonly VectorSeries[], words = SAME_LABELS): readonly VectorSeries[] {
  const book = new Map<string, VectorSeries>()
  for (const each of series) {
    const key = keyOf(each.labels)
    const known = book.get(key)
    book.set(key, known ? joined(known, each, words) : each)
  }
  return [...book.values()].filter(isPresent)
}

function joined(a: VectorSeries, b: VectorSeries, words: string): VectorSeries {
  const both = emptySeries(a.labels, a.has.length)
  for (let step = 0; step < a.has.length; step++) {
    if (a.has[step] && b.has[step]) throw cannot(words)
    both.has[step] = (a.has[step] as number) | (b.has[step] as number)
    both.values[step] = (a.has[step] ? a.values[step] : b.values[step]) as number
  }
  return both
}

/** The same values under other labels. */
export function relabelled(series: readonly VectorSeries[], labelsOf: (labels: LabelList) => LabelList): readonly VectorSeries[] {
  return merged(series.map((each) => ({ ...each, labels: labelsOf(each.labels) })))
}
