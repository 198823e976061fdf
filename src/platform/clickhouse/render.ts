/**
 * One DDL source, three forms: the embedded engine, a single server, and a cluster (sharded and replicated).
 *
 * A migration is ordinary ClickHouse SQL, its statements ended by semicolons, with five placeholders:
 *
 * - `create table if not exists {table samples by series} ( … )`: on a cluster this becomes the replicated table
 *   `samples_local` on every node and the distributed table `samples` over it, which spreads rows by the expression after `by`.
 *   Everybody reads and writes `samples`. Rows that replace each other must have the same value of the expression.
 * - `engine = {engine ReplacingMergeTree(run)}`: `Replicated…` on a cluster. Required with `{table …}`.
 * - `{settings ttl_only_drop_parts = 1}` at the end of a create, or `{settings}`: adds the settings that make an insert with a
 *   token happen once, and on a single server those that make it survive a power cut (the embedded engine has them in its
 *   configuration, a cluster has its replicas). Required with `{table …}`.
 * - `alter table {columns of samples} add column if not exists …`: changes both tables on a cluster.
 * - `alter table {stored samples} modify ttl …`: concerns the stored rows only, so on a cluster `samples_local`.
 *
 * Every statement must be repeatable (`if not exists`, `if exists`, `modify …`): ClickHouse has no transactions, so a migrator
 * that is killed half-way leaves the rest to the next one, which begins the file again.
 */
import { StartFault } from '../start-fault.ts'
import type { MigrationFile } from '../migrations.ts'
import { quoteName, quoteText } from './quote.ts'
import { tokensOf } from './embedded/tokens.ts'

export type Form =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'server' }
  /** `cluster` is its name in the servers' configuration, whose macros `shard` and `replica` are used. */
  | { readonly kind: 'cluster'; readonly cluster: string; readonly database: string }

/** Inserts whose token a table remembers: at one block a second that is almost three hours of trying again. */
export const DEDUPLICATION_WINDOW_BLOCKS = 10_000

const PLACEHOLDER = /\{(table|engine|settings|columns of|stored)(?: ([^{}]*))?\}/g
const CREATE_TABLE = /^\s*create table if not exists \{table (\w+) by ([^{}]+)\}/i

/** The statements of a migration in one form, in order. Throws a StartFault that names the file when it is written wrongly. */
export function renderMigration(file: MigrationFile, form: Form): readonly string[] {
  return statementsOf(file.sql).flatMap((statement) => {
    const fault = faultOf(statement)
    if (fault !== undefined) throw new StartFault(`${file.path}: ${fault}`)
    return form.kind === 'cluster' ? onCluster(statement, form) : [onOneServer(statement, form.kind)]
  })
}

function statementsOf(sql: string): string[] {
  const ends = [...tokensOf(sql)].filter((token) => token.kind === 'sign' && token.value === ';').map((token) => token.end)
  const starts = [0, ...ends]
  const pieces = starts.map((start, i) => sql.slice(start, ends[i]))
  return pieces.map((piece) => withoutComments(piece).replace(/;$/, '').trim()).filter((piece) => piece !== '')
}

/** Comments describe the columns to people; the server gets the bare statement. */
function withoutComments(sql: string): string {
  let bare = ''
  let last = 0
  for (const token of tokensOf(sql)) {
    const between = sql.slice(last, token.start)
    bare += (/\s|--|\/\*/.test(between) ? ' ' : '') + sql.slice(token.start, token.end)
    last = token.end
  }
  return bare
}

function faultOf(statement: string): string | undefined {
  const unknown = /\{[^}]*\}/.exec(withoutTexts(statement).replace(PLACEHOLDER, ''))
  if (unknown !== null) return `${unknown[0]} is no placeholder.`
  if (!statement.includes('{table ')) return undefined
  if (!CREATE_TABLE.test(statement)) return 'write `create table if not exists {table <name> by <expression>}`.'
  if (!/= \{engine /.test(statement)) return 'a table needs `engine = {engine …}`.'
  return /\{settings( [^{}]*)?\}/.test(statement) ? undefined : 'a table needs `{settings …}` at its end.'
}

function withoutTexts(statement: string): string {
  const texts = [...tokensOf(statement)].filter((token) => token.kind === 'text')
  return texts.reduceRight((rest, token) => rest.slice(0, token.start) + rest.slice(token.end), statement)
}

function onOneServer(statement: string, kind: 'embedded' | 'server'): string {
  return fill(statement, {
    table: (name) => name,
    engine: (engine) => engine,
    settings: (own) => settings(own, { ...durable(kind), non_replicated_deduplication_window: DEDUPLICATION_WINDOW_BLOCKS }),
  })
}

function durable(kind: 'embedded' | 'server'): Record<string, number> {
  return kind === 'embedded' ? {} : { fsync_after_insert: 1, fsync_part_directory: 1 }
}

type ClusterForm = Extract<Form, { kind: 'cluster' }>

function onCluster(statement: string, form: ClusterForm): string[] {
  const everywhere = ` on cluster ${quoteText(form.cluster)}`
  const written = (tableName: (name: string) => string) =>
    fill(statement, {
      table: (name) => `${quoteName(form.database)}.${tableName(name)}${everywhere}`,
      engine: replicated,
      settings: (own) => settings(own, { replicated_deduplication_window: DEDUPLICATION_WINDOW_BLOCKS }),
    })
  const stored = written((name) => `${name}_local`)
  if (/\{columns of /.test(statement)) return [stored, written((name) => name)]
  const created = CREATE_TABLE.exec(statement)
  if (created === null) return [stored]
  const [, name = '', shardingKey = ''] = created
  const as = `${quoteName(form.database)}.${name}_local`
  const spread = `Distributed(${quoteText(form.cluster)}, ${quoteName(form.database)}, ${name}_local, ${shardingKey})`
  return [stored, `create table if not exists ${quoteName(form.database)}.${name}${everywhere} as ${as} engine = ${spread}`]
}

/** `ReplacingMergeTree(run)` becomes `ReplicatedReplacingMergeTree('<path>', '{replica}', run)`. */
function replicated(engine: string): string {
  const [, name = engine, args = ''] = /^(\w+)(?:\((.*)\))?$/.exec(engine.trim()) ?? []
  const place = `'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'`
  return `Replicated${name}(${[place, args.trim()].filter((part) => part !== '').join(', ')})`
}

function settings(own: string, added: Readonly<Record<string, number>>): string {
  const all = [own.trim(), ...Object.entries(added).map(([name, value]) => `${name} = ${value}`)]
  return `settings ${all.filter((part) => part !== '').join(', ')}`
}

interface Fillings {
  readonly table: (name: string) => string
  readonly engine: (engine: string) => string
  readonly settings: (own: string) => string
}

function fill(statement: string, fillings: Fillings): string {
  return statement.replace(PLACEHOLDER, (_, placeholder: string, rest = '') => {
    if (placeholder === 'engine') return fillings.engine(rest)
    if (placeholder === 'settings') return fillings.settings(rest)
    return fillings.table(rest.split(' by ')[0] ?? '')
  })
}
