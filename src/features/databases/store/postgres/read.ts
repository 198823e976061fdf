/** One reading of a watched PostgreSQL, put together from its looks. A look that fails is told as a lack and leaves the others be. */
import type { Egress } from '#platform/egress/egress.ts'
import { failureOf } from '../../domain/failures.ts'
import { connectionFindings, type Finding, type FindingKind } from '../../domain/findings.ts'
import {
  bloatFindings,
  deadRowFindings,
  foreignKeyFindings,
  scanFindings,
  unusedIndexFindings,
  wraparoundFindings,
} from '../../domain/postgres-findings.ts'
import { notLoadedLack, postgresLacks } from '../../domain/postgres-lacks.ts'
import type { Connections, Figure, Picture, Reading, StatementCount } from '../../domain/reading.ts'
import { withoutValues } from '../../domain/statement-text.ts'
import type { Target } from '../../domain/target.ts'
import type { Lack } from '../../domain/words.ts'
import type { Look, Session } from '../probe.ts'
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
  readonly #lacks: Lack[]
  readonly #levels: Figure[] = []
  readonly #counters: Figure[] = []
  readonly #ratios: { metric: string; part: number; rest: number }[] = []
  readonly #findings = new Map<FindingKind, readonly Finding[]>()
  #statements: readonly StatementCount[] | null = null

  constructor(ask: AskPostgres, facts: looks.ServerFacts, look: Look) {
    this.#ask = ask
    this.#facts = facts
    this.#look = look
    this.#lacks = [...postgresLacks(facts)]
  }

  async read(): Promise<Reading> {
    const connections = await this.#connections()
    const [running, waits] = this.#facts.readsAllStatistics ? await this.#runningNow() : [[], []]
    const bytes = await this.#counts()
    await this.#replication()
    const tables = await this.#tables()
    await this.#indexes()
    await this.#countStatements()
    const picture: Picture = { connections, running, waits, tables, bytes }
    return {
      at: this.#look.at,
      serverVersion: `PostgreSQL ${this.#facts.version}`,
      picture,
      lacks: this.#lacks,
      levels: this.#levels,
      counters: this.#counters,
      ratios: this.#ratios,
      statements: this.#statements,
      findings: this.#findings,
    }
  }

  /** A server that refuses one question may answer the next; one that is gone answers none, and then the reading is none. */
  async #try<T>(question: string, ask: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      const { reason, detail } = failureOf(error)
      if ((error as { code?: unknown }).code === NOT_LOADED) {
        this.#lacks.push(notLoadedLack)
        return otherwise
      }
      if (reason === 'lost' || (reason === 'timeout' && !('severity' in (error as object)))) throw error
      this.#lacks.push({ kind: 'section_failed', detail: `${question}: ${detail}`, fix: null })
      return otherwise
    }
  }

  #level(metric: string, value: number | null, labels: Figure['labels'] = {}): void {
    if (value !== null) this.#levels.push({ metric, labels, value })
  }

  async #connections(): Promise<Connections> {
    const { connectionsMax: max, readsAllStatistics } = this.#facts
    const activity = readsAllStatistics ? await this.#try('pg_stat_activity', () => looks.askActivity(this.#ask), undefined) : undefined
    const used = activity?.used ?? (await looks.askUsed(this.#ask))
    const { idle = null, idleInTransaction = null, waiting = null } = activity ?? {}
    if (activity) {
      const states = { active: activity.active, idle: activity.idle, 'idle in transaction': activity.idleInTransaction }
      for (const [state, value] of Object.entries(states)) this.#level('postgresql.backends', value, { state })
      this.#level('postgresql.backends.waiting', waiting)
      this.#level('postgresql.backends.idle_in_transaction.longest', activity.longestIdleInTransactionSeconds)
    }
    this.#level('postgresql.connection.max', max)
    this.#level('postgresql.connection.utilization', used / max)
    this.#findings.set('connections_near_limit', connectionFindings({ used, max }))
    return { used, idle, idleInTransaction, waiting, max }
  }

  async #runningNow(): Promise<[Picture['running'], Picture['waits']]> {
    const running = await this.#try('pg_stat_activity', () => looks.askRunning(this.#ask, this.#look.slowMs), [])
    const waits = await this.#try('pg_locks', () => looks.askWaits(this.#ask), [])
    this.#level('postgresql.statements.slow', running.length)
    this.#level('postgresql.lock.wait.longest', waits.reduce((longest, { waitedMs }) => Math.max(longest, waitedMs), 0) / 1_000)
    return [
      running.map((statement) => ({ ...statement, text: withoutValues(statement.text) })),
      waits.map((wait) => ({ ...wait, text: withoutValues(wait.text), blockerText: withoutValues(wait.blockerText) })),
    ]
  }

  async #counts(): Promise<number | null> {
    const counts = await this.#try('pg_stat_database', () => looks.askCounts(this.#ask), undefined)
    if (!counts) return null
    this.#level('postgresql.db_size', counts.bytes)
    this.#level('postgresql.transaction_id.age', counts.transactionIdAge)
    const counters = {
      'postgresql.commits': counts.commits,
      'postgresql.rollbacks': counts.rollbacks,
      'postgresql.deadlocks': counts.deadlocks,
      'postgresql.temp_files': counts.tempFiles,
      'postgresql.temp.io': counts.tempBytes,
    }
    for (const [metric, value] of Object.entries(counters)) this.#counters.push({ metric, labels: {}, value })
    this.#ratios.push({ metric: 'postgresql.cache.hit_ratio', part: counts.blocksHit, rest: counts.blocksRead })
    const oldestTable = await this.#try('pg_class', () => looks.askOldestTable(this.#ask), null)
    this.#findings.set('wraparound', wraparoundFindings({ ...counts, freezeMaxAge: this.#facts.freezeMaxAge, oldestTable }))
    return counts.bytes
  }

  async #replication(): Promise<void> {
    if (this.#facts.isReplica) {
      this.#level('postgresql.wal.lag', await this.#try('pg_last_xact_replay_timestamp', () => looks.askOwnLag(this.#ask), null))
      return
    }
    for (const { name, lagBytes, lagSeconds } of await this.#try('pg_stat_replication', () => looks.askReplicas(this.#ask), [])) {
      this.#level('postgresql.replication.data_delay', lagBytes, { replication_client: name })
      this.#level('postgresql.wal.lag', lagSeconds, { replication_client: name })
    }
  }

  async #tables(): Promise<Picture['tables']> {
    const rows = await this.#try('pg_stat_user_tables', () => looks.askTables(this.#ask), undefined)
    if (!rows) return []
    this.#findings.set('dead_rows', deadRowFindings(rows))
    this.#findings.set('sequential_scans', scanFindings(rows))
    const largest = rows.toSorted((a, b) => b.bytes - a.bytes).slice(0, looks.SHOWN_MAX)
    for (const { name, bytes } of largest) this.#level('postgresql.table.size', bytes, { 'db.collection.name': name })
    return largest.map((row) => ({ name: row.name, bytes: row.bytes, rows: row.rows, deadRows: row.deadRows, vacuumedAt: row.vacuumedAt }))
  }

  async #indexes(): Promise<void> {
    const unused = await this.#try('pg_stat_user_indexes', () => looks.askUnusedIndexes(this.#ask), undefined)
    if (unused) this.#findings.set('unused_index', unusedIndexFindings(unused))
    const keys = await this.#try('pg_constraint', () => looks.askForeignKeys(this.#ask), undefined)
    if (keys) this.#findings.set('foreign_key_without_index', foreignKeyFindings(keys))
    const bloat = await this.#try('pg_stats', () => looks.askBloat(this.#ask), undefined)
    if (bloat) this.#findings.set('bloat', bloatFindings(bloat))
  }

  async #countStatements(): Promise<void> {
    const { statementsSchema } = this.#facts
    if (statementsSchema === null) return
    this.#statements = await this.#try('pg_stat_statements', () => looks.askStatements(this.#ask, statementsSchema), null)
  }
}
