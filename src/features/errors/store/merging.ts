/** Tables `error_group` and `error_fingerprint`: which fingerprints count for which group. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

/** All fingerprints that count for `fromId` count for `toId`; of those only the ones that came from `originId` when it is said. */
export async function moveFingerprints(
  tx: Tx,
  { fromId, toId, originId }: { readonly fromId: string; readonly toId: string; readonly originId?: string },
): Promise<number> {
  const query = sql`
    update error_fingerprint set group_id = ${toId} where group_id = ${fromId} and (${originId ?? null}::uuid is null or origin_group_id = ${originId ?? null})`
  return affected(tx, 'errors.moveFingerprints', query)
}

/** Sums a group up anew from its fingerprints; one without any counts nothing and keeps its times. */
export async function sumGroup(tx: Tx, groupId: string): Promise<void> {
  const query = sql`
    update error_group g set events = s.events, first_seen_at = coalesce(s.first_at, g.first_seen_at), last_seen_at = coalesce(s.last_at, g.last_seen_at)
    from (
      select coalesce(sum(events), 0) as events, min(first_seen_at) as first_at, max(last_seen_at) as last_at
      from error_fingerprint where group_id = ${groupId}
    ) s
    where g.id = ${groupId}`
  await affected(tx, 'errors.sumGroup', query)
}

/** Groups that are merged into one are merged into another. */
export function moveMerged(tx: Tx, { fromId, toId }: { readonly fromId: string; readonly toId: string }): Promise<number> {
  return affected(tx, 'errors.moveMerged', sql`update error_group set merged_into = ${toId} where merged_into = ${fromId}`)
}

/** A group that is merged into another. */
export interface MergedRow {
  readonly id: string
  readonly number: number
  readonly title: string
  /** Of what was its own. */
  readonly events: number
}

/** Groups that are merged into this one, those with the most errors first. */
export function listMerged(tx: Tx, groupId: string, limit: number): Promise<MergedRow[]> {
  const query = sql<MergedRow>`
    select g.id, r.number, r.title, coalesce(sum(f.events), 0)::float8 as events
    from error_group g ${joinRecord(sql`g.id`)} left join error_fingerprint f on f.origin_group_id = g.id
    where g.merged_into = ${groupId}
    group by g.id, r.number, r.title
    order by events desc, g.id
    limit ${limit}`
  return named(tx, 'errors.listMerged', query)
}
