/** Deadlines: what falls due at an instant, in one table, swept with the injected clock. */
import type { Instant } from '#kit/time.ts'
import type { Tx } from '../work.ts'

/** A due row whose handler failed; it is tried again by itself. */
export interface LateRow {
  readonly kind: string
  /** UUID */
  readonly record: string
  readonly at: Instant
  readonly attempts: number
  readonly error: string
  readonly tryAt: Instant
}

export interface Due {
  /** Makes `record` fall due at `at`; an earlier instant of the same kind and record is replaced. */
  set(tx: Tx, row: { readonly kind: string; readonly record: string; readonly at: Instant }): Promise<void>
  /** Idempotent. */
  clear(tx: Tx, row: { readonly kind: string; readonly record: string }): Promise<void>
  /** Runs everything that is due at `now`, oldest first, each in its own transaction. Returns how many rows fell. */
  sweep(now: Instant): Promise<number>
  /** Rows that failed, longest due first, at most `limit`. */
  late(limit: number): Promise<readonly LateRow[]>
}
