/** Arithmetic and comparisons between two vectors: which series of the one side belongs to which of the other. */
import { drop, keep, keyOf, labelOf, withLabel, withoutName, type LabelList } from '../../domain/labels.ts'
import { ARITHMETIC_OF, COMPARISON_OF } from '../../domain/numbers.ts'
import { keepsName, METRIC_NAME, type Binary, type Matching } from '../../domain/syntax.ts'
import { emptySeries, type VectorSeries } from '../../domain/values.ts'
import { cannot, type Budget } from './budget.ts'
import { merged } from './series-book.ts'
import type { Sides } from './sides.ts'

const PLAIN: Matching = { on: false, labels: [], group: null, include: [] }

/** The labels by which series find each other; the metric's name never counts unless it is asked for. */
export function signatureOf(matching: Matching | null): (labels: LabelList) => LabelList {
  const { on, labels } = matching ?? PLAIN
  const names = new Set(on ? labels : [METRIC_NAME, ...labels])
  return on ? (of) => keep(of, names) : (of) => drop(of, names)
}

/** Throws `promql.cannot_evaluate` where it is not clear what belongs together. */
export async function matchVectors(budget: Budget, binary: Binary, { left, right, grid }: Sides): Promise<readonly VectorSeries[]> {
  const matching = binary.matching ?? PLAIN
  const isRightMany = matching.group === 'right'
  const [many, one] = isRightMany ? [right, left] : [left, right]
  const signature = signatureOf(matching)
  const ones = bySignature(one, signature)
  const hasMany = presenceOf(many, grid.count)
  for (const [key, series] of ones) refuseTwins(series, hasMany, { key, side: isRightMany ? 'left' : 'right' })
  const results = new Map<string, VectorSeries[]>()
  for (const each of many) {
    await budget.breathe()
    const key = keyOf(signature(each.labels))
    for (const other of ones.get(key) ?? []) {
      const made = { ...operate(binary, each, other, isRightMany), labels: labelsOf(binary, matching, each, other) }
      const known = results.get(key)
      if (known) known.push(made)
      else results.set(key, [made])
    }
  }
  return merged([...results.values()].flatMap((made) => unambiguous(made, matching)))
}

function bySignature(series: readonly VectorSeries[], signature: (labels: LabelList) => LabelList): ReadonlyMap<string, VectorSeries[]> {
  const groups = new Map<string, VectorSeries[]>()
  for (const each of series) {
    const key = keyOf(signature(each.labels))
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return groups
}

function presenceOf(series: readonly VectorSeries[], count: number): Uint8Array {
  const there = new Uint8Array(count)
  for (const { has } of series) for (let step = 0; step < count; step++) if (has[step]) there[step] = 1
  return there
}

/** At no step may two series of the side of one have the same labels. */
function refuseTwins(
  series: readonly VectorSeries[],
  others: Uint8Array,
  { key, side }: { readonly key: string; readonly side: string },
): void {
  if (series.length < 2) return
  const seen = new Uint8Array(others.length)
  for (const { has } of series) {
    for (let step = 0; step < has.length; step++) {
      if (!has[step] || !others[step]) continue
      if (seen[step]) {
        const what = `found duplicate series for the match group ${key} on the ${side} hand-side of the operation`
        throw cannot(`${what}; many-to-many matching not allowed: matching labels must be unique on one side`)
      }
      seen[step] = 1
    }
  }
}

/** The value of comparisons without `bool` is that of the left side of the text. */
function operate({ op, bool }: Binary, many: VectorSeries, one: VectorSeries, isSwapped: boolean): VectorSeries {
  const result = emptySeries(many.labels, many.has.length)
  const [left, right] = isSwapped ? [one, many] : [many, one]
  const compare = COMPARISON_OF.get(op)
  const arithmetic = ARITHMETIC_OF.get(op)
  for (let step = 0; step < result.has.length; step++) {
    if (!left.has[step] || !right.has[step]) continue
    const [a, b] = [left.values[step] as number, right.values[step] as number]
    const holds = compare ? compare(a, b) : true
    if (!holds && !bool) continue
    result.has[step] = 1
    result.values[step] = arithmetic ? arithmetic(a, b) : bool ? Number(holds) : a
  }
  return result
}

function labelsOf(binary: Binary, { on, labels, group, include }: Matching, many: VectorSeries, one: VectorSeries): LabelList {
  const names = new Set(labels)
  const bare = keepsName(binary) ? many.labels : withoutName(many.labels)
  const own = group ? bare : on ? keep(bare, names) : drop(bare, names)
  return include.reduce((all, name) => withLabel(all, name, labelOf(one.labels, name)), own)
}

/** One to one, no two of one group may match at a step; many to one, they must differ in their labels. */
function unambiguous(made: readonly VectorSeries[], { group }: Matching): readonly VectorSeries[] {
  if (made.length < 2) return made
  if (group) return merged(made, 'multiple matches for labels: grouping labels must ensure unique matches')
  const seen = new Uint8Array(made[0]?.has.length ?? 0)
  for (const { has } of made) {
    for (let step = 0; step < has.length; step++) {
      if (!has[step]) continue
      if (seen[step]) throw cannot('multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)')
      seen[step] = 1
    }
  }
  return made
}
