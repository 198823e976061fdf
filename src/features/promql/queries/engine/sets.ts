/** `and`, `or` and `unless`: which series stay, by whether the other side has one with the same labels. */
import { keyOf } from '../../domain/labels.ts'
import type { Binary } from '../../domain/syntax.ts'
import type { VectorSeries } from '../../domain/values.ts'
import type { Budget } from './budget.ts'
import { signatureOf } from './matching.ts'
import { merged } from './series-book.ts'
import type { Sides } from './sides.ts'

export async function combineSets(
  budget: Budget,
  { op, matching }: Binary,
  { left, right, grid }: Sides,
): Promise<readonly VectorSeries[]> {
  const signature = signatureOf(matching)
  const presence = (series: readonly VectorSeries[]) => {
    const there = new Map<string, Uint8Array>()
    for (const { labels, has } of series) {
      const key = keyOf(signature(labels))
      const known = there.get(key) ?? new Uint8Array(grid.count)
      there.set(
        key,
        known.map((value, step) => value | (has[step] as number)),
      )
    }
    return there
  }
  await budget.breathe()
  const others = presence(op === 'or' ? left : right)
  const where = (series: readonly VectorSeries[], wanted: 0 | 1) =>
    series.map((each) => {
      const there = others.get(keyOf(signature(each.labels)))
      return { ...each, has: each.has.map((has, step) => has & Number((there?.[step] ?? 0) === wanted)) }
    })
  if (op === 'or') return merged([...left, ...where(right, 0)])
  return merged(where(left, op === 'and' ? 1 : 0))
}
