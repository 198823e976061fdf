/** Table `incident_move`: what an incident was from when on. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Move } from '../domain/moves.ts'
import { MOVES_MAX } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface MoveRow extends Move {
  readonly id: string
  readonly incidentId: string
  readonly reason: string
  /** What a person says about it; may be empty. */
  readonly note: string
}

export async function insertMove(tx: Tx, { id, incidentId, at, state, severity, reason, note, isOwn }: MoveRow): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('incident_move')
    .values({ id, incident_id: incidentId, at: toDate(at), state, severity, reason, note, is_own: isOwn })
  await affected(tx, 'incidents.insertMove', query)
}

/** Oldest first. */
export function listMoves(tx: Tx, incidentId: string): Promise<MoveRow[]> {
  return named(
    tx,
    'incidents.listMoves',
    sql<MoveRow>`
      select id, incident_id as "incidentId", at, state, severity, reason, note, is_own as "isOwn" from incident_move
      where incident_id = ${incidentId} order by id limit ${MOVES_MAX}`,
  )
}

/** Moves of incidents of an application that were made between two instants, oldest first. */
export function listMovesBetween(
  tx: Tx,
  {
    applicationId,
    from,
    to,
    limit,
  }: { readonly applicationId: string; readonly from: Instant; readonly to: Instant; readonly limit: number },
): Promise<MoveRow[]> {
  return named(
    tx,
    'incidents.listMovesBetween',
    sql<MoveRow>`
      select m.id, m.incident_id as "incidentId", m.at, m.state, m.severity, m.reason, m.note, m.is_own as "isOwn"
      from incident_move m ${joinRecord(sql`m.incident_id`)}
      where r.application_id = ${applicationId} and r.audience <> 'restricted' and m.at >= ${toDate(from)} and m.at < ${toDate(to)} order by m.id limit ${limit}`,
  )
}

/** Puts other words in the place of what a person said. */
export async function rewriteNote(tx: Tx, id: string, note: string): Promise<void> {
  await affected(tx, 'incidents.rewriteNote', sql`update incident_move set note = ${note} where id = ${id}`)
}
