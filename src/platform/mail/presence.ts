/**
 * Who is sending, and who has died while sending. Each sender marks what it sends with its name and holds an advisory lock under
 * that name for as long as its connection lives. A message whose sender's lock is free for a while has nobody who will say what
 * became of it: it is taken back and sent again, under the same Message-ID.
 *
 * The while is there for a sender that only lost its connection and comes back: its messages stay its own. One that is cut off
 * from PostgreSQL for longer counts as dead.
 */
import type pg from 'pg'
import { SECOND_MS } from '#kit/time.ts'
import type { Pg } from '../pg/pool.ts'

/** A connection is made again within two seconds, when there is something to connect to. */
const ABSENT_MS = 4 * SECOND_MS

const TRY_LOCK = `select pg_try_advisory_lock(hashtextextended('mail ' || $1, 0)) as free`
const UNLOCK = `select pg_advisory_unlock(hashtextextended('mail ' || $1, 0))`

export class SenderPresence {
  readonly #pg: Pg
  readonly #sender: string
  #client: pg.Client | undefined
  /** Since when (performance.now) the lock of a sender was found free. */
  readonly #absentSince = new Map<string, number>()

  /** `sender`: UUID of this process as a sender. */
  constructor(pg: Pg, sender: string) {
    this.#pg = pg
    this.#sender = sender
  }

  /** Holds the lock; nothing may be sent before. */
  async hold(): Promise<void> {
    this.#client ??= await this.#connect()
  }

  /** Those of `senders` whose locks were free on every look for long enough. */
  async dead(senders: readonly string[]): Promise<readonly string[]> {
    await this.hold()
    const others = senders.filter((sender) => sender !== this.#sender)
    for (const known of this.#absentSince.keys()) if (!others.includes(known)) this.#absentSince.delete(known)
    const dead: string[] = []
    for (const sender of others) if (await this.#isDead(sender)) dead.push(sender)
    return dead
  }

  async leave(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await client?.end()
  }

  async #isDead(sender: string): Promise<boolean> {
    if (!(await this.#isAbsent(sender))) {
      this.#absentSince.delete(sender)
      return false
    }
    const since = this.#absentSince.get(sender) ?? performance.now()
    this.#absentSince.set(sender, since)
    return performance.now() - since >= ABSENT_MS
  }

  async #isAbsent(sender: string): Promise<boolean> {
    const { rows } = (await this.#client?.query<{ free: boolean }>(TRY_LOCK, [sender])) ?? { rows: [] }
    if (!rows[0]?.free) return false
    await this.#client?.query(UNLOCK, [sender])
    return true
  }

  async #connect(): Promise<pg.Client> {
    const client = await this.#pg.connect()
    client.on('end', () => {
      if (this.#client === client) this.#client = undefined
    })
    await client.query(TRY_LOCK, [this.#sender])
    return client
  }
}
