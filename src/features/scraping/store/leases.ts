/** Table `scrape_lease`: which node scrapes which target, and how its last scrape went. */
import { sql } from 'kysely'
import { toDate, toIso, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { LastScrape } from '../domain/outcome.ts'

/** A target that this node holds, in the version that it has now. */
export interface HeldRow {
  readonly id: string
  readonly environmentId: string
  readonly version: number
}

export interface Holding {
  /** UUID of this node since its start. */
  readonly holder: string
  readonly now: Instant
  readonly until: Instant
}

/** Holds on to what this node has. A lease that has run out may be another's by now, and one of a paused target is let go. */
export function renewLeases(tx: Tx, { holder, now, until }: Holding): Promise<HeldRow[]> {
  return named(
    tx,
    'scraping.renewLeases',
    sql<HeldRow>`update scrape_lease l set until = ${toDate(until)} from scrape_target t
      where l.holder = ${holder} and l.until > ${toDate(now)} and t.id = l.target_id and t.state = 'active'
      returning t.id, t.environment_id as "environmentId", t.version`,
  )
}

/** Takes targets that nobody holds, at most `limit`. Of two nodes that ask at once the second waits for none of them and gets others. */
export function claimLeases(tx: Tx, { holder, now, until, limit }: Holding & { readonly limit: number }): Promise<HeldRow[]> {
  return named(
    tx,
    'scraping.claimLeases',
    sql<HeldRow>`
      with free as (
        select t.id, t.environment_id, t.version from scrape_target t
        where t.state = 'active' and not exists (select from scrape_lease l where l.target_id = t.id and l.until > ${toDate(now)})
        order by t.id limit ${limit} for no key update of t skip locked
      ), taken as (
        insert into scrape_lease as l (target_id, holder, until)
        select id, ${holder}::uuid, ${toDate(until)}::timestamptz from free
        on conflict (target_id) do update set holder = excluded.holder, until = excluded.until where l.until <= ${toDate(now)}
        returning target_id
      )
      select free.id, free.environment_id as "environmentId", free.version from free join taken on taken.target_id = free.id`,
  )
}

export interface ScrapedRow {
  readonly targetId: string
  readonly at: Instant
  readonly last: LastScrape
}

/** Of a target that was deleted meanwhile nothing is written. */
export async function writeLast(tx: Tx, rows: readonly ScrapedRow[]): Promise<void> {
  const written = JSON.stringify(rows.map(({ targetId, at, last }) => ({ target_id: targetId, at: toIso(at), last })))
  await affected(
    tx,
    'scraping.writeLast',
    sql`update scrape_lease l set last_at = w.at, last = w.last
      from jsonb_to_recordset(${written}::jsonb) as w(target_id uuid, at timestamptz, last jsonb) where l.target_id = w.target_id`,
  )
}
