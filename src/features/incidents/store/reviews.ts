/** Table `incident_review`, and earlier incidents that are like another one. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export interface ReviewRow {
  readonly incidentId: string
  readonly causes: string
  readonly lessons: string
  readonly wentWell: string
  readonly finishedAt: Instant | null
  readonly finishedBy: string | null
}

/** Undefined while nobody has written anything. */
export async function findReview(tx: Tx, incidentId: string): Promise<ReviewRow | undefined> {
  const query = sql<ReviewRow>`
    select incident_id as "incidentId", causes, lessons, went_well as "wentWell", finished_at as "finishedAt", finished_by as "finishedBy"
    from incident_review where incident_id = ${incidentId}`
  return (await named(tx, 'incidents.findReview', query))[0]
}

/** The record of its incident is locked by the caller. */
export async function putReview(tx: Tx, { incidentId, ...row }: ReviewRow): Promise<void> {
  const values = {
    causes: row.causes,
    lessons: row.lessons,
    went_well: row.wentWell,
    finished_at: row.finishedAt === null ? null : toDate(row.finishedAt),
    finished_by: row.finishedBy,
  }
  const query = kysely<DB>(tx)
    .insertInto('incident_review')
    .values({ incident_id: incidentId, ...values })
    .onConflict((conflict) => conflict.column('incident_id').doUpdateSet(values))
  await affected(tx, 'incidents.putReview', query)
}

/** Forgets who finished them; returns how many. */
export function forgetFinishers(tx: Tx, personIds: readonly string[]): Promise<number> {
  const query = sql`update incident_review set finished_by = null where finished_by = any(${personIds}::uuid[])`
  return affected(tx, 'incidents.forgetFinishers', query)
}

export interface EarlierRow {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly cause: string
  readonly fix: string
}

/** Those of the same application that had one of its components, or an alert of one of its rules, before; the latest first, private ones left out. */
export function listEarlier(
  tx: Tx,
  { id, applicationId, limit }: { readonly id: string; readonly applicationId: string; readonly limit: number },
): Promise<EarlierRow[]> {
  return named(
    tx,
    'incidents.listEarlier',
    sql<EarlierRow>`
      select i.id, r.number, r.title, i.cause, i.fix from incident i ${joinRecord(sql`i.id`)}
      where i.id < ${id}::uuid and r.application_id = ${applicationId} and r.audience <> 'restricted' and (
        exists (
          select from incident_component mine join incident_component c on c.component_id = mine.component_id
          where mine.incident_id = ${id} and c.incident_id = i.id)
        or exists (
          select from incident_alert mine join incident_alert a on a.rule_key = mine.rule_key and a.speaks
          where mine.incident_id = ${id} and mine.speaks and mine.rule_key <> '' and a.incident_id = i.id))
      order by i.id desc limit ${limit}`,
  )
}
