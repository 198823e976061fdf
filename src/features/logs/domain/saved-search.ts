/** What somebody looks for in the log lines of an application, under a name: their own, or the team's. */
import type { Band } from './severity.ts'

/** Of one person, or of the team, in one application: a list that is still read. */
export const SEARCHES_MAX = 100
export const NAME_LENGTH_MAX = 80

/** Up to now, in the words of the address. */
export const RANGES = ['15m', '1h', '24h', '7d'] as const
export type Range = (typeof RANGES)[number]

/** What lines must hold; an environment is not part of it, so that the same is looked for in each. */
export interface SavedLooks {
  readonly words: string
  readonly severity: Band
  /** Null: of all services. */
  readonly service: string | null
  /** By name. */
  readonly attributes: Readonly<Record<string, string>>
  readonly resource: Readonly<Record<string, string>>
  readonly range: Range
}

interface Owned {
  /** UUID; null: the team's. */
  readonly ownerId: string | null
}

/** One's own, and those of the team. */
export function isShownTo({ ownerId }: Owned, personId: string): boolean {
  return ownerId === null || ownerId === personId
}
