/** Reads PostgreSQL's catalogue: what the migrations made, as data for the generators. */
import type { Pg } from '#platform/pg/pool.ts'

export interface Column {
  readonly name: string
  /** As `format_type` says it: `text`, `uuid[]`, `timestamp with time zone`. */
  readonly type: string
  readonly nullable: boolean
  /** Expression text; null without a default. */
  readonly fallback: string | null
  /** `''`, `a` (always) or `d` (by default). */
  readonly identity: string
  /** Computed from other columns. */
  readonly computed: boolean
}

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  /** `name definition`, sorted. */
  readonly constraints: readonly string[]
  /** Whole `create index` statements without those behind constraints, sorted. */
  readonly indexes: readonly string[]
  readonly triggers: readonly string[]
  /** `autovacuum_…=…` */
  readonly options: readonly string[]
}

/** Tables of the schema `public`, by name. */
export async function readTables(pg: Pg): Promise<readonly Table[]> {
  const { rows } = await pg.pool.query<Table>(TABLES)
  return rows
}

/** Whole `create function` statements of the schema `public` that no extension brought, by name. */
export async function readFunctions(pg: Pg): Promise<readonly string[]> {
  const { rows } = await pg.pool.query<{ text: string }>(FUNCTIONS)
  return rows.map(({ text }) => text)
}

const TABLES = `
  select t.relname as name, coalesce(t.reloptions, '{}') as options,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', not a.attnotnull,
        'fallback', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity, 'computed', a.attgenerated <> '') order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(c.conname || ' ' || pg_get_constraintdef(c.oid) order by c.conname), '[]')
      from pg_constraint c where c.conrelid = t.oid and c.contype <> 'n') as constraints,
    (select coalesce(json_agg(pg_get_indexdef(i.indexrelid) order by pg_get_indexdef(i.indexrelid)), '[]')
      from pg_index i where i.indrelid = t.oid and not exists (select from pg_constraint c where c.conindid = i.indexrelid)) as indexes,
    (select coalesce(json_agg(pg_get_triggerdef(g.oid) order by g.tgname), '[]')
      from pg_trigger g where g.tgrelid = t.oid and not g.tgisinternal) as triggers
  from pg_class t
  where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
  order by t.relname`

const FUNCTIONS = `
  select pg_get_functiondef(p.oid) as text from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by p.proname`
