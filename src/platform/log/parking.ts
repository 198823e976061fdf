/** Events that a reaction failed on, and those behind them: how they come to wait and how they are run again. */
import { uuidv7 } from 'uuidv7'
import type { SealedEvent } from '#kit/event.ts'
import { toDate } from '#kit/time.ts'
import type { Clock } from '../clock.ts'
import type { Due } from '../due/due.ts'
import type { Logger } from '../logger.ts'
import type { Reaction } from '../module.ts'
import { isConflict, isUnavailable } from '../pg/failures.ts'
import { savepoint } from '../pg/tx.ts'
import type { Tx } from '../work.ts'
import type { EventReader } from './reader.ts'
import { planRetry } from './retry-plan.ts'
import { findEvents } from './store/events.ts'
import { deleteParked, findParked, findWaiting, insertParked, updateFailed, type ParkedRow } from './store/parked.ts'
import { lockCursor } from './store/reactions.ts'

/** Due rows of this kind bring a parked event back. */
export const RETRY_DUE_KIND = 'log.retry_parked'
/** Bounds one transaction; what still waits after it is due at once. */
const RETRY_BATCH_MAX = 100

/** Retries are due rows, so `due` must be swept somewhere. */
export interface ParkingOptions {
  readonly reader: EventReader
  readonly due: Due
  readonly clock: Clock
  readonly logger: Logger
}

/** Runs a handler so that its failure can be told from a database that is away, for which nothing is parked. */
export async function attempt(reaction: Reaction, event: SealedEvent, tx: Tx): Promise<{ readonly error: unknown } | undefined> {
  try {
    await savepoint(tx, () => reaction.react(event, tx))
    return undefined
  } catch (error) {
    if (isUnavailable(error) || isConflict(error)) throw error
    return { error }
  }
}

export class Parking {
  readonly #options: ParkingOptions

  constructor(options: ParkingOptions) {
    this.#options = options
  }

  /** Parks the event on which the reaction failed for the first time and plans the next try. */
  async park(tx: Tx, reaction: string, event: SealedEvent, error: unknown): Promise<void> {
    const id = uuidv7()
    await insertParked(tx, [{ ...this.#waiting(reaction, event), id }])
    await this.#failed(tx, { id, reaction, record_id: event.record.id, seq: event.seq, attempts: 0 }, error)
  }

  /** Lets events wait behind the parked one of their record. */
  async queue(tx: Tx, reaction: string, events: readonly SealedEvent[]): Promise<void> {
    if (events.length > 0)
      await insertParked(
        tx,
        events.map((event) => this.#waiting(reaction, event)),
      )
  }

  /** Runs what waits on the record of this parked event, oldest first, until one fails. True when none failed. */
  async retry(tx: Tx, reaction: Reaction, id: string): Promise<boolean> {
    await lockCursor(tx, reaction.name)
    const parked = await findParked(tx, id)
    if (!parked) return false
    const rows = await findWaiting(tx, { reaction: reaction.name, recordId: parked.record_id, limit: RETRY_BATCH_MAX })
    for (const row of rows) {
      const failure = await attempt(reaction, await this.#eventOf(tx, row), tx)
      if (failure) {
        await this.#failed(tx, row, failure.error)
        return false
      }
      await deleteParked(tx, row.id)
      await this.#options.due.clear(tx, { kind: RETRY_DUE_KIND, record: row.id })
    }
    await this.#continueLater(tx, parked)
    return true
  }

  async #continueLater(tx: Tx, { reaction, record_id }: ParkedRow): Promise<void> {
    const [next] = await findWaiting(tx, { reaction, recordId: record_id, limit: 1 })
    if (next) await this.#options.due.set(tx, { kind: RETRY_DUE_KIND, record: next.id, at: this.#options.clock.now() })
  }

  async #failed(tx: Tx, row: Pick<ParkedRow, 'id' | 'reaction' | 'record_id' | 'seq' | 'attempts'>, error: unknown): Promise<void> {
    const plan = planRetry({ attempts: row.attempts + 1, error, now: this.#options.clock.now() })
    await updateFailed(tx, row.id, {
      attempts: plan.attempts,
      error: plan.error,
      retry_at: plan.retryAt === null ? null : toDate(plan.retryAt),
    })
    const due = { kind: RETRY_DUE_KIND, record: row.id }
    if (plan.retryAt === null) await this.#options.due.clear(tx, due)
    else await this.#options.due.set(tx, { ...due, at: plan.retryAt })
    const { reaction, record_id, seq } = row
    this.#options.logger.error(
      { err: error, reaction, record: record_id, seq, attempts: plan.attempts },
      'a reaction failed; the record is parked',
    )
  }

  #waiting(reaction: string, event: SealedEvent) {
    const parkedAt = toDate(this.#options.clock.now())
    return { id: uuidv7(), reaction, record_id: event.record.id, seq: event.seq, attempts: 0, parked_at: parkedAt }
  }

  async #eventOf(tx: Tx, row: ParkedRow): Promise<SealedEvent> {
    const [event] = await this.#options.reader.read(tx, await findEvents(tx, { after: row.seq - 1, limit: 1 }))
    if (event?.seq !== row.seq) throw new RangeError(`event ${row.seq} is not in the log`)
    return event
  }
}
