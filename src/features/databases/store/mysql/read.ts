/** One reading of a watched MySQL or MariaDB, put together from its looks. */
import type { Egress } from '#platform/egress/egress.ts'
import { connectionFindings } from '../../domain/findings.ts'
import { unusedMysqlIndexFindings } from '../../domain/mysql-findings.ts'
import { mysqlLacks, replicationLack, statementsLack } from '../../domain/mysql-lacks.ts'
import type { Connections, Picture, Reading, StatementCount } from '../../domain/reading.ts'
import { withoutValues } from '../../domain/statement-text.ts'
import type { Target } from '../../domain/target.ts'
import type { Look, Session } from '../probe.ts'
import { Sections } from '../sections.ts'
import * as looks from './looks.ts'
import { connectMysql, type AskMysql } from './session.ts'

const shown = (text: string): string => withoutValues(text, { quotesAreValues: true })

/** Throws ProbeFailed, or what the driver throws. */
export async function openMysql(egress: Egress, target: Target): Promise<Session> {
  const { ask, close } = await connectMysql(egress, target)
  return {
    read: async (look) => new MysqlReader(ask, await looks.askFacts(ask), look).read(),
    async texts(fingerprints) {
      if (fingerprints.length === 0) return new Map()
      const rows = await looks.askTexts(ask, fingerprints)
      return new Map(rows.map(({ fingerprint, text }) => [fingerprint, shown(text)]))
    },
    close,
  }
}

class MysqlReader {
  readonly #ask: AskMysql
  readonly #facts: looks.ServerFacts
  readonly #look: Look
  readonly #sections: Sections

  constructor(ask: AskMysql, facts: looks.ServerFacts, look: Look) {
    this.#ask = ask
    this.#facts = facts
    this.#look = look
    this.#sections = new Sections(mysqlLacks(facts))
  }

  async read(): Promise<Reading> {
    const status = await looks.askStatus(this.#ask)
    this.#counts(status)
    const connections = await this.#connections(status)
    const [running, waits] = this.#facts.seesProcesses ? await this.#runningNow() : [[], []]
    const [tables, bytes] = this.#facts.seesProcesses ? await this.#tables() : [[], null]
    await this.#replication()
    const statements = await this.#statements()
    const picture: Picture = { connections, running, waits, tables, bytes }
    const { isMariaDb, version } = this.#facts
    return this.#sections.end(this.#look, isMariaDb ? `MariaDB ${version.split('-')[0]}` : `MySQL ${version}`, { picture, statements })
  }

  #counts(status: ReadonlyMap<string, number>): void {
    const of = (name: string): number => status.get(name) ?? 0
    this.#sections.counters({
      'mysql.query.count': of('Questions'),
      'mysql.query.slow.count': of('Slow_queries'),
      'mysql.connection.errors': of('Connection_errors_max_connections') + of('Aborted_connects'),
      'mysql.tmp_resources.disk_tables': of('Created_tmp_disk_tables'),
      // Milliseconds there; seconds waited in a second are a share of all that could be.
      'mysql.row_locks.time': of('Innodb_row_lock_time') / 1_000,
    })
    const [asked, fromDisk] = [of('Innodb_buffer_pool_read_requests'), of('Innodb_buffer_pool_reads')]
    this.#sections.ratio('mysql.buffer_pool.hit_ratio', Math.max(0, asked - fromDisk), fromDisk)
  }

  async #connections(status: ReadonlyMap<string, number>): Promise<Connections> {
    const { connectionsMax: max, seesProcesses } = this.#facts
    const used = status.get('Threads_connected') ?? 0
    const waiting = status.get('Innodb_row_lock_current_waits') ?? 0
    const activity = seesProcesses
      ? await this.#sections.try('information_schema.processlist', () => looks.askActivity(this.#ask), undefined)
      : undefined
    this.#sections.level('mysql.threads', used, { kind: 'connected' })
    this.#sections.level('mysql.threads', status.get('Threads_running') ?? null, { kind: 'running' })
    this.#sections.level('mysql.threads', activity?.idleInTransaction ?? null, { kind: 'in transaction' })
    this.#sections.level('mysql.connection.utilization', max === 0 ? null : used / max)
    this.#sections.level('mysql.row_locks.waiting', waiting)
    this.#sections.found('connections_near_limit', connectionFindings({ used, max }))
    return { used, idle: activity?.idle ?? null, idleInTransaction: activity?.idleInTransaction ?? null, waiting, max }
  }

  async #runningNow(): Promise<[Picture['running'], Picture['waits']]> {
    const running = await this.#sections.try('processlist', () => looks.askRunning(this.#ask, this.#look.slowMs), [])
    const waits = await this.#sections.try('lock_waits', () => looks.askWaits(this.#ask, this.#facts.isMariaDb), [])
    this.#sections.level('mysql.statements.slow', running.length)
    this.#sections.level('mysql.row_locks.wait.longest', waits.reduce((longest, { waitedMs }) => Math.max(longest, waitedMs), 0) / 1_000)
    return [
      running.map((statement) => ({ ...statement, text: shown(statement.text) })),
      waits.map((wait) => ({ ...wait, text: shown(wait.text), blockerText: shown(wait.blockerText) })),
    ]
  }

  async #tables(): Promise<[Picture['tables'], number | null]> {
    const { isMariaDb } = this.#facts
    const tables = await this.#sections.try('innodb_tablespaces', () => looks.askTables(this.#ask, isMariaDb), [])
    const bytes = await this.#sections.try('innodb_tablespaces', () => looks.askBytes(this.#ask, isMariaDb), null)
    this.#sections.level('mysql.db_size', bytes)
    for (const { name, bytes: size } of tables) this.#sections.level('mysql.table.size', size, { 'db.collection.name': name })
    return [tables, bytes]
  }

  async #replication(): Promise<void> {
    const lackOf = (code: string) => (/DENIED/.test(code) ? replicationLack(this.#facts) : undefined)
    const seconds = await this.#sections.try('show replica status', () => looks.askOwnLag(this.#ask), undefined, lackOf)
    this.#sections.level('mysql.replica.time_behind_source', seconds ?? null)
  }

  async #statements(): Promise<readonly StatementCount[] | null> {
    if (!this.#facts.countsStatements) return null
    const lackOf = (code: string) => (/DENIED/.test(code) ? statementsLack(this.#facts) : undefined)
    const statements = await this.#sections.try('performance_schema', () => looks.askStatements(this.#ask), null, lackOf)
    if (statements === null || !this.#facts.seesProcesses) return statements
    const indexes = await this.#sections.try('index_usage', () => looks.askUnusedIndexes(this.#ask, this.#facts.isMariaDb), undefined)
    if (indexes) this.#sections.found('unused_index', unusedMysqlIndexFindings(indexes))
    return statements
  }
}
