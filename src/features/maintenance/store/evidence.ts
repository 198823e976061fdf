/** Tables `window_check` and `window_evidence`. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import { later, toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Evidence } from '../domain/verdict.ts'
import { WATCHED_AFTER_MS } from '../domain/words.ts'

export interface CheckStanding {
  readonly checkId: string
  readonly applicationId: string
  readonly environmentId: string
  readonly isDown: boolean
}

/** Repeatable; the last one said counts. */
export async function putStanding(tx: Tx, { checkId, applicationId, environmentId, isDown }: CheckStanding): Promise<void> {
  const query = sql`
    insert into window_check (check_id, application_id, environment_id, is_down)
    values (${checkId}, ${applicationId}, ${environmentId}, ${isDown}) on conflict (check_id) do update set is_down = excluded.is_down`
  await affected(tx, 'maintenance.putStanding', query)
}

/** Repeatable. */
export async function deleteStanding(tx: Tx, checkId: string): Promise<void> {
  await affected(tx, 'maintenance.deleteStanding', sql`delete from window_check where check_id = ${checkId}`)
}

/** How many checks an application has, and how many of them are down. */
export async function countStandings(tx: Tx, applicationId: string): Promise<{ readonly all: number; readonly down: number }> {
  const query = sql<{ all: number; down: number }>`
    select count(*)::int as all, count(*) filter (where is_down)::int as down from window_check where application_id = ${applicationId}`
  return (await named(tx, 'maintenance.countStandings', query))[0] ?? { all: 0, down: 0 }
}

export interface Happening extends Pick<Evidence, 'thing' | 'id' | 'title' | 'at'> {
  readonly applicationId: string
  readonly environmentId: string
  readonly componentId: string | null
}

/** Written to every window for work that lasts at that instant or ended shortly before. Repeatable; the first time counts. */
export async function insertEvidence(tx: Tx, of: Happening): Promise<void> {
  const query = sql`
    insert into window_evidence (occurrence_id, thing, thing_id, title, at, is_within)
    select o.id, ${of.thing}, ${of.id}, ${of.title}, ${toDate(of.at)},
      (cardinality(w.environment_ids) = 0 or ${of.environmentId} = any(w.environment_ids))
        and (cardinality(w.component_ids) = 0 or coalesce(${of.componentId}::uuid = any(w.component_ids), false))
    from window_occurrence o join maintenance_window w on w.id = o.window_id ${joinRecord(sql`w.id`)}
    where w.application_id = ${of.applicationId} and w.kind = 'window' and o.state <> 'skipped' and r.state <> 'cancelled'
      and o.starts_at <= ${toDate(of.at)} and o.ends_at > ${toDate(later(of.at, -WATCHED_AFTER_MS))}
    on conflict do nothing`
  await affected(tx, 'maintenance.insertEvidence', query)
}

/** What happened to that check or alert is over. Repeatable. */
export async function recoverEvidence(tx: Tx, { id, at }: { readonly id: string; readonly at: Instant }): Promise<void> {
  const query = sql`update window_evidence set recovered_at = ${toDate(at)} where thing_id = ${id} and recovered_at is null`
  await affected(tx, 'maintenance.recoverEvidence', query)
}

/** By time; at most `limit` of each. */
export function findEvidence(
  tx: Tx,
  { occurrenceIds, limit }: { readonly occurrenceIds: readonly string[]; readonly limit: number },
): Promise<(Evidence & { readonly occurrenceId: string })[]> {
  const query = sql<Evidence & { occurrenceId: string }>`
    select e.* from unnest(${occurrenceIds}::uuid[]) as wanted (id) cross join lateral (
      select occurrence_id as "occurrenceId", thing, thing_id as id, title, at, is_within as "isWithin", recovered_at as "recoveredAt"
      from window_evidence where occurrence_id = wanted.id order by at, thing_id limit ${limit}) as e`
  return named(tx, 'maintenance.findEvidence', query)
}
