/** An alert as any tool sends it, in one form. */
import type { Instant } from '#kit/time.ts'
import type { Refusal } from './words.ts'

export type Labels = Readonly<Record<string, string>>

export interface Arrived {
  /** What tells it from other alerts of the same source, of any length. */
  readonly key: string
  readonly state: 'firing' | 'acknowledged' | 'resolved'
  /** What its rule or monitor is called in the tool; null where the tool has no such name. */
  readonly ruleName: string | null
  /** In the tool's own words; empty: its name and labels say enough. */
  readonly title: string
  /** Word of the tool. */
  readonly severity: string | null
  /** Name of a component, where the tool has a field for it. */
  readonly component: string | null
  readonly labels: Labels
  /** What else the tool says, by name. */
  readonly annotations: Labels
  readonly description: string
  /** An address of http or https. */
  readonly link: string | null
  readonly startsAt: Instant | null
  /** When it is over unless it comes again; null: when the tool says so. */
  readonly endsAt: Instant | null
}

export interface Reading {
  readonly alerts: readonly Arrived[]
  readonly refused: readonly Refusal[]
}

/** Nothing of the request is taken. */
export const refusing = (refusal: Refusal): Reading => ({ alerts: [], refused: [refusal] })

/** Puts together what was read one by one. */
export function gather(read: readonly (Arrived | Refusal)[]): Reading {
  const alerts = read.filter((one): one is Arrived => typeof one !== 'string')
  return { alerts, refused: read.filter((one): one is Refusal => typeof one === 'string') }
}
