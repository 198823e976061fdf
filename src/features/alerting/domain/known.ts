/** What an alert says in few words and few points. Pure. */
import type { JudgedOutside, Source } from './rule.ts'
import type { Condition } from './watch.ts'

export interface Measured {
  readonly value: number
  readonly limit: number
  /** `share`: 1 is all of it. */
  readonly unit: 'number' | 'share'
}

interface Judged {
  readonly source: Source | JudgedOutside
  readonly condition: Pick<Condition, 'limit'>
  readonly value: number | null
}

/** The value with its limit, where both are of one kind and say something to people. */
export function measured({ source, condition: { limit }, value }: Judged): Measured | null {
  if (value === null || !MEASURING.has(source.kind)) return null
  if (source.kind === 'promql' && source.whenAnswered) return null
  return { value, limit, unit: isShare(source, value, limit) ? 'share' : 'number' }
}

const MEASURING: ReadonlySet<(Source | JudgedOutside)['kind']> = new Set(['metric', 'change', 'requests', 'promql', 'logs', 'database'])

function isShare(source: Source | JudgedOutside, value: number, limit: number): boolean {
  if (source.kind === 'requests') return source.measure === 'error_share'
  if (source.kind === 'change') return !source.inUnits
  // Utilisations are measured as shares by every agent.
  return (source.kind === 'metric' || source.kind === 'database') && limit <= 1 && value >= 0 && value <= 1
}

/** At most `count` points for as many equal stretches, each its worst value; stretches without values are left out. */
export function thinned(
  values: readonly (number | null)[],
  { worst, count }: { readonly worst: (...values: number[]) => number; readonly count: number },
): readonly number[] {
  const size = Math.max(1, Math.ceil(values.length / count))
  const points: number[] = []
  for (let first = 0; first < values.length; first += size) {
    const known = values.slice(first, first + size).filter((value) => value !== null)
    if (known.length > 0) points.push(worst(...known))
  }
  return points
}
