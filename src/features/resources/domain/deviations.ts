/** Signals that are away from their baselines, as findings. Pure. */
import type { Instant } from '#kit/time.ts'
import type { Found } from './findings.ts'
import type { Unit } from './words.ts'

/** How a signal stands against what is usual, as monitoring tells it. */
export interface SignalStanding {
  /** UUID */
  readonly environmentId: string
  /** Its name. */
  readonly environment: string
  readonly signal: string
  readonly unit: Unit
  /** Of the last hour that was judged; null where it said nothing, and where nothing is usual. */
  readonly value: number | null
  readonly lower: number | null
  readonly expected: number | null
  readonly upper: number | null
  /** Exclusive end of that hour. */
  readonly judgedTo: Instant
  /** It deviates since then, in that direction; null: it does not. */
  readonly since: Instant | null
  readonly turn: 'above' | 'below' | null
}

/** What it would win is no number: whether it is bad at all is for a person to say. */
export function deviation(standing: SignalStanding): Found | undefined {
  const { signal, unit, value, lower, expected, upper, since, turn } = standing
  if (since === null || turn === null || value === null || expected === null) return undefined
  const figure = beyond(standing, turn) ?? 0
  const facts = { signal, turn, value, expected, lower: lower ?? 0, upper: upper ?? 0, since }
  return { ...awayOf(standing, turn), concern: 'unusual', kind: 'deviates', figure, unit, wins: null, winsUnit: unit, facts }
}

/** How far the last hour lies beyond the band on that side; 0: it does not. Undefined where it said nothing. */
export function beyond({ value, lower, upper }: SignalStanding, turn: 'above' | 'below'): number | undefined {
  if (value === null || lower === null || upper === null) return undefined
  return Math.max(0, turn === 'above' ? value - upper : lower - value)
}

export function awayOf(
  { environmentId, environment, signal }: Pick<SignalStanding, 'environmentId' | 'environment' | 'signal'>,
  turn: 'above' | 'below',
): Pick<Found, 'environmentId' | 'fingerprint' | 'about'> {
  const about = { host: environment, part: signal.replaceAll('_', ' '), database: null }
  return { environmentId, fingerprint: ['unusual', environmentId, signal, turn].join('\n'), about }
}
