/**
 * Frees the jobs of runners that died. graphile-worker locks a running job for four hours, which after a kill would be four
 * hours of silence. So each of our runners holds an advisory lock under its name, which it also locks its jobs
 * with, for as long as its connection lives; a job whose runner's lock is free has nobody who runs it, and is given back.
 *
 * A runner that only lost this connection may then run a job that another one runs too: jobs run at least once.
 */
import type pg from 'pg'
import { SECOND_MS } from '#kit/time.ts'
import type { Logger } from '../logger.ts'
import { openLoop, type Loop } from '../loop.ts'
import type { Pg } from '../pg/pool.ts'

const EVERY_MS = 30 * SECOND_MS

const LOCKED_BY = 'select distinct locked_by as runner from graphile_worker.jobs where locked_by is not null'
const TRY_LOCK = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as free'

export class Presence {
  readonly #pg: Pg
  readonly #logger: Logger
  readonly #runners = new Set<string>()
  /** Those whose lock the current connection holds. */
  readonly #held = new Set<string>()
  readonly #loop: Loop
  #client: pg.Client | undefined

  constructor(pg: Pg, logger: Logger) {
    this.#pg = pg
    this.#logger = logger
    this.#loop = openLoop({ name: 'job presence', everyMs: EVERY_MS, gapMs: 0, run: () => this.#freeDead(), logger })
  }

  /** Names a runner of this process; it must be named before it takes its first job. */
  add(runner: string): void {
    this.#runners.add(runner)
    this.#loop.wake()
  }

  /** Connects, and frees what dead runners hold before this one begins. */
  async start(): Promise<void> {
    await this.#loop.now()
    this.#loop.start()
  }

  async stop(): Promise<void> {
    await this.#loop.stop()
    await this.#client?.end()
    this.#client = undefined
    this.#runners.clear()
  }

  async #freeDead(): Promise<void> {
    const client = (this.#client ??= await this.#connect())
    for (const runner of this.#runners) await this.#hold(client, runner)
    const { rows } = await client.query<{ runner: string }>(LOCKED_BY)
    for (const { runner } of rows.filter((row) => !this.#runners.has(row.runner))) await this.#freeWhenDead(client, runner)
  }

  async #hold(client: pg.Client, runner: string): Promise<void> {
    if (this.#held.has(runner)) return
    await client.query(TRY_LOCK, [runner])
    this.#held.add(runner)
  }

  async #freeWhenDead(client: pg.Client, runner: string): Promise<void> {
    const { rows } = await client.query<{ free: boolean }>(TRY_LOCK, [runner])
    if (!rows[0]?.free) return
    await client.query('select graphile_worker.force_unlock_workers(array[$1])', [runner])
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [runner])
    this.#logger.warn({ runner }, 'gave back the jobs of a runner that died')
  }

  async #connect(): Promise<pg.Client> {
    const client = await this.#pg.connect()
    client.on('end', () => {
      if (this.#client !== client) return
      this.#client = undefined
      this.#held.clear()
    })
    return client
  }
}
