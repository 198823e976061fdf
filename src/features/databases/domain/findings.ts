/**
 * What is found at a database beside figures: something to do, with what it would win. Rules and their sources stand in the README.
 */
import { DAY_MS, type Instant } from '#kit/time.ts'

export const FINDING_KINDS = [
  'wraparound',
  'foreign_key_without_index',
  'sequential_scans',
  'unused_index',
  'dead_rows',
  'bloat',
  'connections_near_limit',
  'memory_near_limit',
  'not_persisted',
  'no_memory_limit',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

export interface Finding {
  readonly kind: FindingKind
  /** What it is about, unique among those of its kind: an index, a table, the database. */
  readonly subject: string
  /** Statements to run, for somebody who may; null when a person has to look first. */
  readonly fix: string | null
  /** Bytes that would become free; null when it wins something else. */
  readonly winsBytes: number | null
  /** Numbers and names that its sentence names. */
  readonly facts: Readonly<Record<string, string | number>>
}

/** An index that nothing used for this long is told; an index for the end of the month needs patience, a week already rules out most. */
const UNUSED_SHOWN_AFTER_MS = 7 * DAY_MS

/** Whether people are told of it: what only time makes true is kept from its first sight on. */
export function isTold({ kind }: Pick<Finding, 'kind'>, seen: { readonly firstAt: Instant; readonly lastAt: Instant }): boolean {
  return kind !== 'unused_index' || seen.lastAt - seen.firstAt >= UNUSED_SHOWN_AFTER_MS
}

/** Above this share of all connections the next burst finds none. The same share as for the other capacities of the standard plan. */
const CONNECTIONS_SHARE_MAX = 0.8

/** Connections that are nearly used up. */
export function connectionFindings(connections: { readonly used: number; readonly max: number } | null): readonly Finding[] {
  if (connections === null || connections.max === 0 || connections.used / connections.max <= CONNECTIONS_SHARE_MAX) return []
  const { used, max } = connections
  return [{ kind: 'connections_near_limit', subject: '', fix: null, winsBytes: null, facts: { used, max } }]
}
