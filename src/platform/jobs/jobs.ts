/** Background jobs: graphile-worker behind few verbs. */
import type { z } from 'zod'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '../work.ts'

/** A background task; effects only, decisions belong to actions. Run at least once, so idempotent. */
export interface Job<P extends z.ZodType = z.ZodType> {
  /** `<area>.<verb>`; the task identifier in the queue. */
  readonly name: string
  /** Ids and closed values only: payloads are stored in clear. */
  readonly payload: P
  readonly run: (payload: z.output<P>) => Promise<void>
  /** Attempts before it lands on the dead-letter page. */
  readonly attemptsMax: number
}

export interface JobOptions {
  readonly runAt?: Instant
  /** A second enqueue with the same key replaces the waiting one. */
  readonly key?: string
  /** Jobs of one queue run one after another. */
  readonly queue?: string
}

export interface JobCounts {
  readonly waiting: number
  readonly running: number
  /** Tried as often as allowed: nothing happens to them until somebody retries or discards them. */
  readonly dead: number
}

export interface DeadJob {
  /** The queue's own number, as text. */
  readonly id: string
  readonly name: string
  readonly attempts: number
  readonly error: string
  readonly createdAt: Instant
  readonly failedAt: Instant
}

export interface Jobs {
  /** Enqueued when the transaction commits, never otherwise. */
  enqueue<P extends z.ZodType>(tx: Tx, job: Job<P>, payload: z.input<P>, options?: JobOptions): Promise<void>
  counts(): Promise<JobCounts>
  /** Dead letters, newest first; `before` is the id of the last one of the previous page. */
  dead(page: { readonly before: string | null; readonly limit: number }): Promise<readonly DeadJob[]>
  /** Gives a dead letter its attempts back and runs it now. False when there is none with this id. */
  retry(id: string): Promise<boolean>
  /** Removes a dead letter for good. False when there is none with this id. */
  discard(id: string): Promise<boolean>
}
