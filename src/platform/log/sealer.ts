/**
 * Turns the queue of committed events into the log: gap-free numbers, each event chained to the one before.
 *
 * An action draws its event's ordinal while it holds the locks of what it changed, so of two events about one record the later
 * change has the higher ordinal, and whoever sees it committed sees the earlier one as well. Taking what is visible, lowest ordinal
 * first, therefore keeps the order of changes without waiting for transactions that are still open. (Ordering by transaction id
 * would not: ids are drawn at a transaction's first write, and the horizon stands still behind any long transaction.)
 *
 * No fork and no gap even when two nodes believe to lead: `event.seq` is unique, the move is conditional on the end of the log,
 * and a move that took fewer rows than it hashed is rolled back.
 */
import type pg from 'pg'
import { invariant } from '#kit/fault.ts'
import type { Clock } from '../clock.ts'
import type { Turn } from '../loop.ts'
import { asStoreFault } from '../pg/failures.ts'
import { asTx, newTransaction } from '../pg/tx.ts'
import type { Tx } from '../work.ts'
import type { Checkpoints } from './checkpoints.ts'
import { chainHash, GENESIS } from './header.ts'
import type { Leader } from './leader.ts'
import { headerOf } from './store/headers.ts'
import { findHead, findPending, moveSealed } from './store/pending.ts'

/** Bounds the sealing transaction to a few milliseconds; a full batch is followed by the next at once. */
export const SEAL_BATCH_MAX = 1_000

export interface SealerOptions {
  readonly leader: Leader
  readonly checkpoints: Checkpoints
  readonly clock: Clock
  /** Called after each batch that is committed. */
  readonly onSealed: (events: number) => void
}

interface Head {
  readonly seq: number
  readonly hash: Uint8Array
}

export class Sealer {
  readonly #options: SealerOptions
  #head: Head = { seq: 0, hash: GENESIS }

  constructor(options: SealerOptions) {
    this.#options = options
  }

  /** Seals everything that is committed when this node leads. A failure gives the leadership up, so that it begins from what is stored. */
  async run(turn: Turn): Promise<void> {
    try {
      const held = await this.#options.leader.lead()
      if (!held) return
      if (held.fresh) this.#head = (await findHead(reading(held.client))) ?? { seq: 0, hash: GENESIS }
      while ((await this.#sealBatch(held.client)) === SEAL_BATCH_MAX && !turn.stopping());
    } catch (error) {
      this.#options.checkpoints.forget()
      await this.#options.leader.resign().catch(() => undefined)
      throw asStoreFault(error)
    }
  }

  async #sealBatch(client: pg.Client): Promise<number> {
    const rows = await findPending(reading(client), SEAL_BATCH_MAX)
    if (rows.length === 0) return 0
    const hashes: Buffer[] = []
    for (const row of rows) hashes.push(chainHash(hashes.at(-1) ?? this.#head.hash, headerOf(row, this.#head.seq + hashes.length + 1)))
    const end = { seq: this.#head.seq + rows.length, hash: hashes.at(-1) ?? this.#head.hash }
    const ordinals = rows.map(({ ordinal }) => ordinal)

    await client.query('begin')
    const tx = asTx({ client, transaction: newTransaction() })
    const moved = await moveSealed(tx, { after: this.#head.seq, ordinals, hashes })
    invariant(moved === rows.length, `the log ends at ${this.#head.seq} and nobody else seals (${moved} of ${rows.length} moved)`)
    await this.#options.checkpoints.signWhenDue(tx, end, this.#options.clock.now())
    await client.query('commit')
    this.#head = end
    this.#options.onSealed(rows.length)
    return rows.length
  }
}

const reading = (client: pg.Client): Tx => asTx({ client, transaction: null })
