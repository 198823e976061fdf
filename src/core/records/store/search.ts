/** Full text over records. Ranking reads every match, so at most the newest of them are ranked. */
import { sql, type RawBuilder } from 'kysely'
import type { Thing } from '#kit/ids.ts'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { markOf } from '../domain/words.ts'
import type { Stretch } from '../domain/reach.ts'
import { insideOf } from './lists.ts'
import { columns, type RecordRow } from './records.ts'

/** Kinds that the caller reaches in the same stretches. */
export interface SearchWithin {
  readonly kinds: readonly Thing[]
  readonly stretches: readonly Stretch[]
}

export interface TextAsk {
  readonly within: readonly SearchWithin[]
  /** Where texts about records may be read; none: only records' own words count. */
  readonly textStretches: readonly Stretch[]
  /** A tsquery literal. */
  readonly query: string
  readonly rankedMax: number
  /** Rank and id of the last one of the page before. */
  readonly after: readonly [rank: number, id: string] | null
  readonly limit: number
}

export type RankedRow = RecordRow & {
  readonly rank: number
  /** Records that matched, as far as they were ranked. */
  readonly matches: number
  /** The words of the record that the question was answered by. */
  readonly words: readonly string[]
  /** The text about the record that was found, when its own words were not. */
  readonly textId: string | null
}

/**
 * Best first, of equals the newest. The title weighs ten times the text (https://www.postgresql.org/docs/current/textsearch-controls.html#TEXTSEARCH-RANKING),
 * and a long text needs more matches than a short one.
 */
export async function searchText(tx: Tx, ask: TextAsk): Promise<RankedRow[]> {
  const { within, query, after, limit } = ask
  if (within.length === 0) return []
  const beyond = after === null ? sql`` : sql`where (ranked.rank, ranked.id) < (${after[0]}::float8, ${after[1]}::uuid)`
  return named(
    tx,
    'records.searchText',
    sql<RankedRow>`
      with own as materialized (${await matchesOf(tx, ask)}), told as materialized (${textMatchesOf(ask)}), scored as (
        select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, ${query}::tsquery, 1)::float8 as rank from own o
        union all
        select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, ${query}::tsquery, 1)::float8 from told t
      ), best as (
        select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first
      ), ranked as materialized (
        select b.*, count(*) over () as matches from best b
      ), hits as (
        select * from ranked ${beyond} order by ranked.rank desc, ranked.id desc limit ${limit}
      )
      select ${columns}, p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words
      from hits p join record r on r.id = p.id order by p.rank desc, p.id desc`,
  )
}

/** More matches than this are not gathered from the index to be sorted: walking from the newest meets enough of them sooner. */
const GATHERED_MAX = 8_000

/**
 * The newest matches. Who sees everything meets common words soon when walking from the newest record, and rare ones are few in the
 * index: PostgreSQL chooses well between the two. For who sees a few clients it cannot, because it takes the marks of the places and
 * the places themselves for independent; there it is only asked how many will match.
 */
async function matchesOf(tx: Tx, ask: TextAsk): Promise<RawBuilder<unknown>> {
  const { within, query, rankedMax } = ask
  const places = placesOf(within)
  const newest = sql`r.search @@ ${query}::tsquery and r.deleted_at is null and ${insideAny(within)}`
  const walked = sql`select r.id, r.search from record r where ${newest} order by r.id desc limit ${rankedMax}`
  if (places === null) return walked
  const marked = `${query} & (${places.marks.join(' | ')})`
  if ((await estimateMatches(tx, marked)) <= GATHERED_MAX)
    return sql`
      select g.id, g.search from (
        select r.* from record r where r.search @@ ${marked}::tsquery and r.deleted_at is null offset 0
      ) g where ${insideAny(within, sql`g`)} order by g.id desc limit ${rankedMax}`
  if (places.clientIds === null) return walked
  return sql`
    select w.id, w.search from unnest(${places.clientIds}::uuid[]) c(id) cross join lateral (
      select r.id, r.search from record r where r.client_id = c.id and ${newest} order by r.created_at desc limit ${rankedMax}
    ) w order by w.id desc limit ${rankedMax}`
}

/** Texts that are looked at, the newest: whose record or audience is out of reach is passed over among these. */
const TEXTS_MAX = 10_000

/** Records found by a text about them that the caller may read, the newest. All words stand in one text. */
function textMatchesOf({ within, textStretches, query, rankedMax }: TextAsk): RawBuilder<unknown> {
  if (textStretches.length === 0) return sql`select null::uuid as id, null::uuid as text_id, null::tsvector as search where false`
  const readable = textStretches.map((stretch) => insideOf(stretch, sql`x`))
  return sql`
    select x.record_id as id, x.id as text_id, x.search from (
      select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from (
        select id, record_id, audience, search from record_text where search @@ ${query}::tsquery order by id desc limit ${TEXTS_MAX}
      ) t join record r on r.id = t.record_id where r.deleted_at is null and ${insideAny(within)}
    ) x where (${sql.join(readable, sql` or `)}) order by x.id desc limit ${rankedMax}`
}

/** As PostgreSQL's own statistics tell it, without reading a record. */
async function estimateMatches(tx: Tx, query: string): Promise<number> {
  const explained = await named(
    tx,
    'records.estimateMatches',
    sql<{ 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Plan Rows': number } }] }>`
      explain (format json) select 1 from record r where r.search @@ ${query}::tsquery and r.deleted_at is null`,
  )
  return explained[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
}

interface Places {
  readonly marks: readonly string[]
  /** Null when something else than whole clients is searched. */
  readonly clientIds: readonly string[] | null
}

/** Marks of the places that are searched; null for who reaches everything, or what belongs to no client. */
function placesOf(within: readonly SearchWithin[]): Places | null {
  const stretches = within.flatMap((one) => one.stretches)
  const marks = stretches.map(({ applicationId, clientId }) => {
    if (applicationId !== null) return markOf('application', applicationId)
    return clientId === null ? null : markOf('client', clientId)
  })
  const clients = stretches.flatMap(({ applicationId, clientId }) => (applicationId === null && clientId !== null ? [clientId] : []))
  const known = marks.filter((mark) => mark !== null)
  if (known.length < marks.length) return null
  return { marks: [...new Set(known)], clientIds: clients.length === stretches.length ? [...new Set(clients)] : null }
}

export interface NumberAsk {
  readonly within: readonly SearchWithin[]
  readonly number: number
  readonly limit: number
}

/** The record of that number, then those whose number begins so: 12, then 120 to 129 and 1200 to 1299. */
export function searchNumber(tx: Tx, { within, number, limit }: NumberAsk): Promise<RecordRow[]> {
  if (within.length === 0) return Promise.resolve([])
  return named(
    tx,
    'records.searchNumber',
    sql<RecordRow>`
      select ${columns} from record r
      where (r.number = ${number} or r.number between ${number * 10} and ${number * 10 + 9} or r.number between ${number * 100} and ${number * 100 + 99})
        and r.deleted_at is null and ${insideAny(within)}
      order by r.number, r.id limit ${limit}`,
  )
}

function insideAny(within: readonly SearchWithin[], row = sql`r`): RawBuilder<unknown> {
  const parts = within.map(({ kinds, stretches }) => {
    const inside = stretches.map((stretch) => insideOf(stretch, row))
    return sql`(${row}.kind = any(${kinds}::text[]) and (${sql.join(inside, sql` or `)}))`
  })
  return sql`(${sql.join(parts, sql` or `)})`
}
