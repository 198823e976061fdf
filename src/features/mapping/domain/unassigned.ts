/** Counts what no rule assigned by its labels, until it is written; bounded, whatever comes. */
import type { Instant } from '#kit/time.ts'
import { UNASSIGNED_MAX } from './limits.ts'
import type { Owner } from './owner.ts'
import type { UnassignedReason } from './rules.ts'
import type { Noted } from './suggest.ts'

/** By which protocols comes what rules assign; as telemetry names them. */
export const MAPPED_PROTOCOLS = ['remote_write', 'otlp_metrics', 'otlp_traces', 'otlp_logs', 'json_lines'] as const
export type MappedProtocol = (typeof MAPPED_PROTOCOLS)[number]

export interface UnassignedSet {
  readonly owner: Owner
  readonly protocol: MappedProtocol
  readonly reason: UnassignedReason
  readonly labels: readonly Noted[]
  readonly items: number
  readonly firstAt: Instant
  readonly lastAt: Instant
}

/** Of all owners between two writes. */
const SETS_MAX = 10 * UNASSIGNED_MAX

export class UnassignedTally {
  readonly #sets = new Map<string, UnassignedSet>()

  /** Of sets beyond the bound nothing is counted; they come again, and their senders were told. */
  add({ owner, protocol, reason, labels, items, at }: Omit<UnassignedSet, 'firstAt' | 'lastAt'> & { readonly at: Instant }): void {
    const key = JSON.stringify([owner.kind, owner.id, protocol, reason, labels])
    const known = this.#sets.get(key)
    if (known) this.#sets.set(key, { ...known, items: known.items + items, lastAt: at })
    else if (this.#sets.size < SETS_MAX) this.#sets.set(key, { owner, protocol, reason, labels, items, firstAt: at, lastAt: at })
  }

  /** Of an owner whose rules are others now; what they do not assign comes again. */
  forget({ kind, id }: Owner): void {
    for (const [key, { owner }] of this.#sets) if (owner.kind === kind && owner.id === id) this.#sets.delete(key)
  }

  /** What was counted since the last time, once. */
  drain(): readonly UnassignedSet[] {
    const sets = [...this.#sets.values()]
    this.#sets.clear()
    return sets
  }
}
