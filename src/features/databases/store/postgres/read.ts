/** One reading of a watched PostgreSQL, put together from its looks. A look that fails is told as a lack and leaves the others be. */
import type { Egress } from '#platform/egress/egress.ts'
import { connectionFindings } from '../../domain/findings.ts'
import {
  bloatFindings,
  deadRowFindings,
  foreignKeyFindings,
  scanFindings,
  unusedIndexFindings,
  wraparoundFindings,
} from '../../domain/postgres-findings.ts'
import { notLoadedLack, postgresLacks } from '../../domain/postgres-lacks.ts'
import type { Connections, Picture, Reading, StatementCount } from '../../domain/reading.ts'
import { withoutValues } from '../../domain/statement-text.ts'
import type { Target } from '../../domain/target.ts'
import type { Look, Session } from '../probe.ts'
import { Sections } from '../sections.ts'
import * as looks from './looks.ts'
import { connectPostgres, type AskPostgres } from './session.ts'

/** Throws ProbeFailed, or what the driver throws. */
export async function openPostgres(egress: Egress, target: Target): Promise<Session> {
  const { ask, close } = await connectPostgres(egress, target)
  let schema: string | null = null
  return {
    async read(look) {
      const facts = await looks.askFacts(ask)
      schema = facts.statementsSchema
      return new PostgresReader(ask, facts, look).read()
    },
    async texts(fingerprints) {
      if (schema === null || fingerprints.length === 0) return new Map()
      const rows = await looks.askTexts(ask, schema, fingerprints)
      return new Map(rows.map(({ fingerprint, text }) => [fingerprint, withoutValues(text)]))
    },
    close,
  }
}

/** `object_not_in_prerequisite_state`: what pg_stat_statements answers with while the server has not loaded it. */
const NOT_LOADED = '55000'

class PostgresReader {
  readonly #ask: AskPostgres
  readonly #facts: looks.ServerFacts
  readonly #look: Look
  readonly #sections: Sections

  constructor(ask: AskPostgres, facts: looks.ServerFacts, look: Look) {
    this.#ask = ask
    this.#facts = facts
    this.#look = look
    this.#sections = new Sections(postgresLacks(facts))
  }

  async read(): Promise<Reading> {
    const connections = await this.#connections()
    const [running, waits] = this.#facts.readsAllStatistics ? await this.#runningNow() : [[], []]
    const bytes = await this.#counts()
    await this.#replication()
    const tables = await this.#tables()
    await this.#indexes()
    const statements = await this.#statements()
    const picture: Picture = { connections, running, waits, tables, bytes }
    return this.#sections.end(this.#look, `PostgreSQL ${this.#facts.version}`, { picture, statements })
  }

  async #connections(): Promise<Connections> {
    const { connectionsMax: max, readsAllStatistics } = this.#facts
    const activity = readsAllStatistics
      ? await this.#sections.try('pg_stat_activity', () => looks.askActivity(this.#ask), undefined)
      : undefined
    const used = activity?.used ?? (await looks.askUsed(this.#ask))
    const { idle = null, idleInTransaction = null, waiting = null } = activity ?? {}
    if (activity) {
      const states = { active: activity.active, idle: activity.idle, 'idle in transaction': activity.idleInTransaction }
      for (const [state, value] of Object.entries(states)) this.#sections.level('postgresql.backends', value, { state })
      this.#sections.level('postgresql.backends.waiting', waiting)
      this.#sections.level('postgresql.backends.idle_in_transaction.longest', activity.longestIdleInTransactionSeconds)
    }
    this.#sections.level('postgresql.connection.max', max)
    this.#sections.level('postgresql.connection.utilization', used / max)
    this.#sections.found('connections_near_limit', connectionFindings({ used, max }))
    return { used, idle, idleInTransaction, waiting, max }
  }

  async #runningNow(): Promise<[Picture['running'], Picture['waits']]> {
    const running = await this.#sections.try('pg_stat_activity', () => looks.askRunning(this.#ask, this.#look.slowMs), [])
    const waits = await this.#sections.try('pg_locks', () => looks.askWaits(this.#ask), [])
    this.#sections.level('postgresql.statements.slow', running.length)
    this.#sections.level('postgresql.lock.wait.longest', waits.reduce((longest, { waitedMs }) => Math.max(longest, waitedMs), 0) / 1_000)
    return [
      running.map((statement) => ({ ...statement, text: withoutValues(statement.text) })),
      waits.map((wait) => ({ ...wait, text: withoutValues(wait.text), blockerText: withoutValues(wait.blockerText) })),
    ]
  }

  async #counts(): Promise<number | null> {
    const counts = await this.#sections.try('pg_stat_database', () => looks.askCounts(this.#ask), undefined)
    if (!counts) return null
    this.#sections.level('postgresql.db_size', counts.bytes)
    this.#sections.level('postgresql.transaction_id.age', counts.transactionIdAge)
    const counters = {
      'postgresql.commits': counts.commits,
      'postgresql.rollbacks': counts.rollbacks,
      'postgresql.deadlocks': counts.deadlocks,
      'postgresql.temp_files': counts.tempFiles,
      'postgresql.temp.io': counts.tempBytes,
    }
    this.#sections.counters(counters)
    this.#sections.ratio('postgresql.cache.hit_ratio', counts.blocksHit, counts.blocksRead)
    const oldestTable = await this.#sections.try('pg_class', () => looks.askOldestTable(this.#ask), null)
    this.#sections.found('wraparound', wraparoundFindings({ ...counts, freezeMaxAge: this.#facts.freezeMaxAge, oldestTable }))
    return counts.bytes
  }

  async #replication(): Promise<void> {
    if (this.#facts.isReplica) {
      this.#sections.level(
        'postgresql.wal.lag',
        await this.#sections.try('pg_last_xact_replay_timestamp', () => looks.askOwnLag(this.#ask), null),
      )
      return
    }
    for (const { name, lagBytes, lagSeconds } of await this.#sections.try('pg_stat_replication', () => looks.askReplicas(this.#ask), [])) {
      this.#sections.level('postgresql.replication.data_delay', lagBytes, { replication_client: name })
      this.#sections.level('postgresql.wal.lag', lagSeconds, { replication_client: name })
    }
  }

  async #tables(): Promise<Picture['tables']> {
    const rows = await this.#sections.try('pg_stat_user_tables', () => looks.askTables(this.#ask), undefined)
    if (!rows) return []
    this.#sections.found('dead_rows', deadRowFindings(rows))
    this.#sections.found('sequential_scans', scanFindings(rows))
    const largest = rows.toSorted((a, b) => b.bytes - a.bytes).slice(0, looks.SHOWN_MAX)
    for (const { name, bytes } of largest) this.#sections.level('postgresql.table.size', bytes, { 'db.collection.name': name })
    return largest.map((row) => ({ name: row.name, bytes: row.bytes, rows: row.rows, deadRows: row.deadRows, vacuumedAt: row.vacuumedAt }))
  }

  async #indexes(): Promise<void> {
    const unused = await this.#sections.try('pg_stat_user_indexes', () => looks.askUnusedIndexes(this.#ask), undefined)
    if (unused) this.#sections.found('unused_index', unusedIndexFindings(unused))
    const keys = await this.#sections.try('pg_constraint', () => looks.askForeignKeys(this.#ask), undefined)
    if (keys) this.#sections.found('foreign_key_without_index', foreignKeyFindings(keys))
    const bloat = await this.#sections.try('pg_stats', () => looks.askBloat(this.#ask), undefined)
    if (bloat) this.#sections.found('bloat', bloatFindings(bloat))
  }

  async #statements(): Promise<readonly StatementCount[] | null> {
    const { statementsSchema } = this.#facts
    if (statementsSchema === null) return null
    const ask = () => looks.askStatements(this.#ask, statementsSchema)
    return this.#sections.try('pg_stat_statements', ask, null, (code) => (code === NOT_LOADED ? notLoadedLack : undefined))
  }
}
