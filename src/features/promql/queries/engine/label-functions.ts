/** Functions that change labels. */
import { expandGroups } from '../../domain/expand.ts'
import { labelOf, withLabel } from '../../domain/labels.ts'
import type { VectorSeries } from '../../domain/values.ts'
import { cannot } from './budget.ts'
import { relabelled } from './series-book.ts'
import type { Source } from './source.ts'

const LABEL_NAME = /^[a-zA-Z_]\w*$/

/** A label made of what a regular expression finds in another one; series that it does not fit stay as they are. */
export async function replaceLabel(
  source: Source,
  series: readonly VectorSeries[],
  [target = '', replacement = '', from = '', pattern = '']: readonly string[],
): Promise<readonly VectorSeries[]> {
  if (!LABEL_NAME.test(target)) throw cannot(`invalid destination label name in label_replace(): ${target}`)
  const texts = [...new Set(series.map(({ labels }) => labelOf(labels, from)))]
  const groups = await source.groups(pattern, texts)
  return relabelled(series, (labels) => {
    const found = groups.get(labelOf(labels, from))
    return found ? withLabel(labels, target, expandGroups(replacement, pattern, found)) : labels
  })
}

/** A label made of the values of others. */
export function joinLabels(
  series: readonly VectorSeries[],
  [target = '', separator = '', ...from]: readonly string[],
): readonly VectorSeries[] {
  for (const name of from) if (!LABEL_NAME.test(name)) throw cannot(`invalid source label name in label_join(): ${name}`)
  if (!LABEL_NAME.test(target)) throw cannot(`invalid destination label name in label_join(): ${target}`)
  return relabelled(series, (labels) => withLabel(labels, target, from.map((name) => labelOf(labels, name)).join(separator)))
}
