/** Table `source_tally`. */
import { sql } from 'kysely'
import { HOUR_MS, instant, toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface Counted {
  readonly outcome: string
  readonly alerts: number
}

/** Adds to the hour of `at`. Outcomes differ. */
export async function addTally(
  tx: Tx,
  of: { readonly sourceId: string; readonly at: Instant; readonly counted: readonly Counted[] },
): Promise<void> {
  const [outcomes, alerts] = [of.counted.map(({ outcome }) => outcome), of.counted.map((one) => one.alerts)]
  const hour = toDate(instant(Math.floor(of.at / HOUR_MS) * HOUR_MS))
  const query = sql`
    insert into source_tally as t (source_id, hour, outcome, alerts, last_at)
    select ${of.sourceId}, ${hour}, outcome, alerts, ${toDate(of.at)} from unnest(${outcomes}::text[], ${alerts}::int[]) as c (outcome, alerts)
    on conflict (source_id, hour, outcome) do update set alerts = t.alerts + excluded.alerts, last_at = excluded.last_at`
  await affected(tx, 'intakes.addTally', query)
}

export interface TallyRow extends Counted {
  readonly sourceId: string
  readonly lastAt: Instant
}

/** Sums of these sources since then. */
export function sumTally(tx: Tx, of: { readonly sourceIds: readonly string[]; readonly since: Instant }): Promise<TallyRow[]> {
  const query = sql<TallyRow>`
    select source_id as "sourceId", outcome, sum(alerts)::int as alerts, max(last_at) as "lastAt" from source_tally
    where source_id = any(${of.sourceIds}::uuid[]) and hour >= ${toDate(of.since)} group by source_id, outcome order by source_id, outcome`
  return named(tx, 'intakes.sumTally', query)
}

/** Older ones are forgotten; returns how many. */
export function forgetTally(tx: Tx, of: { readonly before: Instant; readonly limit: number }): Promise<number> {
  const query = sql`
    delete from source_tally
    where (source_id, hour, outcome) in
      (select source_id, hour, outcome from source_tally where hour < ${toDate(of.before)} order by hour limit ${of.limit})`
  return affected(tx, 'intakes.forgetTally', query)
}
