/**
 * One node leads: the one whose connection holds the advisory lock. It seals, signs and copies facts. Statements of the leader that
 * must not happen twice run on that very connection, so a leader who lost the lock has lost the means as well.
 *
 * Leadership only keeps two nodes from doing the same work; what would do harm is refused by keys and conditions in the database.
 */
import type pg from 'pg'
import type { Logger } from '../logger.ts'
import type { Pg } from '../pg/pool.ts'

/** "pitlog" in ASCII, read as a number. */
const LEADER_LOCK = '123598227140455'
// A leader whose machine vanished keeps the lock until the server notices: 10 s of silence, then three questions 5 s apart.
const KEEPALIVE = 'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3'

export class Leader {
  readonly #pg: Pg
  readonly #logger: Logger
  #client: pg.Client | undefined
  #leads = false

  constructor(pg: Pg, logger: Logger) {
    this.#pg = pg
    this.#logger = logger
  }

  leads(): boolean {
    return this.#leads
  }

  /** The leader's connection when this node leads or can take over now; `fresh` when it just took over. */
  async lead(): Promise<{ readonly client: pg.Client; readonly fresh: boolean } | undefined> {
    const client = (this.#client ??= await this.#connect())
    if (this.#leads) return { client, fresh: false }
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LEADER_LOCK])
    if (!rows[0]?.got) return undefined
    this.#leads = true
    this.#logger.info({}, 'this node leads the event log')
    return { client, fresh: true }
  }

  /** Gives the lock back, or makes sure of having lost it. */
  async resign(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    this.#leads = false
    await client?.end()
  }

  async #connect(): Promise<pg.Client> {
    const client = await this.#pg.connect()
    client.on('end', () => {
      if (this.#client !== client) return
      this.#client = undefined
      this.#leads = false
    })
    await client.query(KEEPALIVE)
    return client
  }
}
