/** The limit that a signal is compared with, who says it, and how a value stands against it. */
import type { Plan } from './form.ts'
import type { Merged } from './layers.ts'
import { thresholdsOf, type Limit, type RunnableThreshold } from './run.ts'
import type { LayerKind, Signal } from './words.ts'

export interface SignalLimit {
  /** Milliseconds, a share from 0 to 1, or a count: as the plan compares the signal. */
  readonly above: number
  /** The layer that says how much is too much. */
  readonly layer: LayerKind
  readonly forSeconds: number
  /** Of fewer a value is not believed; 0 where the plan counts nothing. */
  readonly volumeMin: number
}

/** Of several thresholds of one signal the one that is reached first; undefined when the plan has none that is on. */
export function limitFor({ plan, values }: { readonly plan: Plan; readonly values: Merged }, signal: Signal): SignalLimit | undefined {
  const own = thresholdsOf(plan).flatMap((threshold) => toLimit(threshold, signal, values))
  return own.toSorted((a, b) => a.above - b.above)[0]
}

function toLimit({ key, limit, forMs, volumeMin, ...of }: RunnableThreshold, signal: Signal, values: Merged): readonly SignalLimit[] {
  if (of.signal !== signal || limit === null) return []
  const layer = values.get(`thresholds.${key}.limit`)?.origin.layer ?? 'standard'
  return [{ above: amountOf(limit), layer, forSeconds: forMs / 1_000, volumeMin }]
}

function amountOf(limit: Limit): number {
  if ('ms' in limit) return limit.ms
  return 'share' in limit ? limit.share : limit.count
}

/** `too_few`: above, of fewer than the plan wants to see before it believes that. */
export const STANDINGS = ['within', 'above', 'too_few', 'no_limit', 'unknown'] as const
export type Standing = (typeof STANDINGS)[number]

export interface MeasuredValue {
  /** In the unit of the limit; undefined when nothing says it. */
  readonly value: number | undefined
  /** What the plan counts of the signal: requests, errors, loads; undefined where it counts nothing. */
  readonly volume?: number | undefined
}

export function standingOf({ value, volume }: MeasuredValue, limit: Pick<SignalLimit, 'above' | 'volumeMin'> | undefined): Standing {
  if (value === undefined) return 'unknown'
  if (limit === undefined) return 'no_limit'
  if (value <= limit.above) return 'within'
  return volume !== undefined && volume < limit.volumeMin ? 'too_few' : 'above'
}
