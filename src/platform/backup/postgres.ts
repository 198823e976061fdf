/**
 * PostgreSQL in and out of an archive, as the text of `copy` for every table, in one snapshot. The same for the embedded server
 * and for one given by URL, independent of the server's version, and without what deleted rows leave behind in files: what was
 * erased is not in it. The schema is not copied: the migrations make it, up to the one that the source had.
 */
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type pg from 'pg'
import copyStreams from 'pg-copy-streams'
import { asTx } from '../pg/tx.ts'
import type { Pg } from '../pg/pool.ts'
import { findHead } from '../log/store/pending.ts'
import { StartFault } from '../start-fault.ts'
import type { ArchiveEntry } from './archive.ts'

/** Ours, and that of the library that runs jobs. */
const SCHEMAS = "n.nspname = current_schema() or n.nspname = 'graphile_worker'"
/** Made by whoever migrates. */
const MADE_BY_MIGRATIONS = new Set(['migration', 'graphile_worker.migrations'])

/** One snapshot of the database; nothing that is committed later is in it. */
export interface PostgresSnapshot {
  /** Names of applied migrations, in order. */
  readonly migrations: readonly string[]
  /** The last sealed event; seq 0 for an empty log. */
  readonly seq: number
  /** Lower-case hex; empty for an empty log. */
  readonly head: string
  /** The connection inside the snapshot. */
  readonly client: pg.Client
  entries(): AsyncGenerator<ArchiveEntry>
  /** Ends the transaction. */
  close(): Promise<void>
}

interface Table {
  /** As SQL writes it, quoted where it must be. */
  readonly name: string
  readonly columns: string
}

/** Opens a read-only transaction that sees one state until it is closed. */
export async function openSnapshot(pg: Pg): Promise<PostgresSnapshot> {
  const client = await pg.connect({ ownPace: true })
  try {
    await client.query('begin isolation level repeatable read read only')
    const migrations = await client.query<{ name: string }>('select name from migration order by name')
    const end = await headOf(client)
    return {
      ...end,
      migrations: migrations.rows.map(({ name }) => name),
      client,
      entries: () => tableEntries(client),
      close: () => client.end(),
    }
  } catch (error) {
    await client.end()
    throw error
  }
}

async function headOf(client: pg.Client): Promise<{ seq: number; head: string }> {
  const end = await findHead(asTx({ client, transaction: null }))
  return { seq: end?.seq ?? 0, head: end?.hash.toString('hex') ?? '' }
}

async function* tableEntries(client: pg.Client): AsyncGenerator<ArchiveEntry> {
  for (const { name, columns } of await tablesOf(client)) {
    yield { name: `postgres/${name}`, content: told(client.query(copyStreams.to(`copy ${name} (${columns}) to stdout`))) }
  }
  // Sequences stand outside of transactions: read last, they are past every number in the snapshot.
  const { rows } = await client.query<{ name: string; last: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, coalesce(pg_sequence_last_value(c.oid), 0)::text as last
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and (${SCHEMAS}) order by 1`,
  )
  yield { name: 'postgres-sequences.json', content: Readable.from([Buffer.from(JSON.stringify(rows))], { objectMode: false }) }
}

/** A connection that breaks before anybody reads is told to whoever reads then; unheard it would end the program. */
function told(content: Readable): Readable {
  return content.on('error', (error) => content.destroy(error))
}

async function tablesOf(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `select case when n.nspname = current_schema() then quote_ident(c.relname) else format('%I.%I', n.nspname, c.relname) end as name,
       string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and (${SCHEMAS}) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by n.nspname, c.relname order by 1`,
  )
  return rows.filter(({ name }) => !MADE_BY_MIGRATIONS.has(name))
}

/** Throws a StartFault when the database has tables: a restore never mixes with what is there. */
export async function refuseFilled(pg: Pg): Promise<void> {
  const { rows } = await pg.pool.query<{ table: string }>(
    `select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and (${SCHEMAS}) limit 1`,
  )
  if (rows[0]) {
    throw new StartFault(
      `The database is not empty (it has the table ${rows[0].table}): name an empty one with DATABASE_URL and restore again.`,
    )
  }
}

/**
 * Fills a database that was just migrated to where the source was: `load` takes each `postgres/…` entry, `finish` commits. What
 * migrations put into tables gives way to what the source had. Foreign keys are taken off meanwhile, so that tables may come in
 * any order, and are checked as a whole when they come back.
 */
export async function openLoad(pg: Pg): Promise<PostgresLoad> {
  const client = await pg.connect({ ownPace: true })
  try {
    await client.query('begin')
    const tables = await tablesOf(client)
    const foreignKeys = await takeForeignKeys(client)
    for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`)
    if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
    return new PostgresLoad(client, tables, foreignKeys)
  } catch (error) {
    await client.end()
    throw error
  }
}

interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

async function takeForeignKeys(client: pg.Client): Promise<readonly ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select k.conrelid::regclass::text as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace where k.contype = 'f' and (${SCHEMAS}) order by 1, 2`,
  )
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`)
  return rows
}

export class PostgresLoad {
  readonly #client: pg.Client
  readonly #tables: ReadonlyMap<string, Table>
  readonly #foreignKeys: readonly ForeignKey[]

  constructor(client: pg.Client, tables: readonly Table[], foreignKeys: readonly ForeignKey[]) {
    this.#client = client
    this.#tables = new Map(tables.map((table) => [table.name, table]))
    this.#foreignKeys = foreignKeys
  }

  /** Takes the content of one table. A table that is not here any more is left out; its content is passed over by the caller. */
  async load(table: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const known = this.#tables.get(table)
    if (!known) return
    await pipeline(
      Readable.from(content, { objectMode: false }),
      this.#client.query(copyStreams.from(`copy ${known.name} (${known.columns}) from stdin`)),
    )
  }

  async setSequences(json: string): Promise<void> {
    for (const { name, last } of JSON.parse(json) as { name: string; last: string }[]) {
      if (last === '0') continue
      await this.#client.query('select setval(to_regclass($1), $2) where to_regclass($1) is not null', [name, last])
    }
  }

  /** Puts constraints back, which checks them, and commits. */
  async finish(): Promise<void> {
    for (const { table, name, definition } of this.#foreignKeys) {
      await this.#client.query(`alter table ${table} add constraint ${name} ${definition}`)
    }
    for (const { name } of this.#tables.values()) await this.#client.query(`alter table ${name} enable trigger user`)
    await this.#client.query('commit')
    await this.#client.query('analyze')
  }

  /** Without `finish` before it, nothing of it stays. */
  close(): Promise<void> {
    return this.#client.end()
  }
}
