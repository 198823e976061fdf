/** Tables `incident_measure` and `incident_notice`: what is done about an incident of security, and what became of its notices. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { MEASURES_MAX, type SecurityStep } from '../domain/security.ts'
import type { DB } from './rows.gen.ts'

export interface MeasureRow {
  readonly id: string
  readonly incidentId: string
  readonly step: SecurityStep
  readonly what: string
  readonly undo: string
  readonly doneAt: Instant
  readonly doneBy: string | null
  readonly undoneAt: Instant | null
  readonly undoneBy: string | null
}

export async function insertMeasure(tx: Tx, row: Omit<MeasureRow, 'undoneAt' | 'undoneBy'>): Promise<void> {
  const { id, incidentId, step, what, undo, doneAt, doneBy } = row
  const query = kysely<DB>(tx)
    .insertInto('incident_measure')
    .values({ id, incident_id: incidentId, step, what, undo, done_at: toDate(doneAt), done_by: doneBy })
  await affected(tx, 'incidents.insertMeasure', query)
}

/** In the order in which they were taken. */
export function listMeasures(tx: Tx, incidentId: string): Promise<MeasureRow[]> {
  return named(
    tx,
    'incidents.listMeasures',
    sql<MeasureRow>`
      select id, incident_id as "incidentId", step, what, undo, done_at as "doneAt", done_by as "doneBy", undone_at as "undoneAt",
        undone_by as "undoneBy"
      from incident_measure where incident_id = ${incidentId} order by id limit ${MEASURES_MAX}`,
  )
}

/** Undone, or standing again with null. */
export async function setUndone(
  tx: Tx,
  { id, undone }: { readonly id: string; readonly undone: { readonly at: Instant; readonly by: string | null } | null },
): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('incident_measure')
    .set({ undone_at: undone === null ? null : toDate(undone.at), undone_by: undone?.by ?? null })
    .where('id', '=', id)
  await affected(tx, 'incidents.setUndone', query)
}

/** Puts other words in the place of what people said. */
export async function rewriteMeasure(tx: Tx, { id, what, undo }: Pick<MeasureRow, 'id' | 'what' | 'undo'>): Promise<void> {
  await affected(tx, 'incidents.rewriteMeasure', sql`update incident_measure set what = ${what}, undo = ${undo} where id = ${id}`)
}

export interface NoticeRow {
  readonly incidentId: string
  readonly framework: string
  readonly state: 'given' | 'needless'
  readonly note: string
  readonly at: Instant
  readonly by: string | null
}

export function listNotices(tx: Tx, incidentId: string): Promise<NoticeRow[]> {
  return named(
    tx,
    'incidents.listNotices',
    sql<NoticeRow>`
      select incident_id as "incidentId", framework, state, note, at, by_person as "by" from incident_notice
      where incident_id = ${incidentId} order by framework`,
  )
}

export async function putNotice(tx: Tx, { incidentId, framework, state, note, at, by }: NoticeRow): Promise<void> {
  const values = { state, note, at: toDate(at), by_person: by }
  const query = kysely<DB>(tx)
    .insertInto('incident_notice')
    .values({ incident_id: incidentId, framework, ...values })
    .onConflict((conflict) => conflict.columns(['incident_id', 'framework']).doUpdateSet(values))
  await affected(tx, 'incidents.putNotice', query)
}

/** It is due again. */
export async function dropNotice(tx: Tx, incidentId: string, framework: string): Promise<void> {
  await affected(
    tx,
    'incidents.dropNotice',
    sql`delete from incident_notice where incident_id = ${incidentId} and framework = ${framework}`,
  )
}

/** Forgets who took, undid or gave what; returns how many rows named them. */
export async function forgetActors(tx: Tx, personIds: readonly string[]): Promise<number> {
  const done = sql`update incident_measure set done_by = null where done_by = any(${personIds}::uuid[])`
  const undone = sql`update incident_measure set undone_by = null where undone_by = any(${personIds}::uuid[])`
  const given = sql`update incident_notice set by_person = null where by_person = any(${personIds}::uuid[])`
  const counts = [
    await affected(tx, 'incidents.forgetDoers', done),
    await affected(tx, 'incidents.forgetUndoers', undone),
    await affected(tx, 'incidents.forgetGivers', given),
  ]
  return counts.reduce((sum, count) => sum + count, 0)
}
