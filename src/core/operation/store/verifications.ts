/** Table `audit_verification`. */
import { sql } from 'kysely'
import type { ActorRef } from '#kit/event.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { VerificationState } from '../domain/verification.ts'
import type { DB } from './rows.gen.ts'

export interface VerificationRow {
  readonly id: string
  readonly state: VerificationState
  readonly startedAt: Instant
  readonly startedByKind: ActorRef['kind']
  readonly startedById: string
  readonly progressAt: Instant
  readonly checkedSeq: number
  readonly finishedAt: Instant | null
  readonly fromSeq: number | null
  readonly toSeq: number | null
  readonly head: string | null
  readonly faultSeq: number | null
  readonly faultWhat: string | null
}

const columns = sql`
  id, state, started_at as "startedAt", started_by_kind as "startedByKind", started_by_id as "startedById", progress_at as "progressAt",
  checked_seq as "checkedSeq", finished_at as "finishedAt", from_seq as "fromSeq", to_seq as "toSeq", head, fault_seq as "faultSeq",
  fault_what as "faultWhat"`

/** Newest first. */
export function listVerifications(tx: Tx, ask: { readonly beforeId: string | null; readonly limit: number }): Promise<VerificationRow[]> {
  const where = ask.beforeId === null ? sql`true` : sql`id < ${ask.beforeId}::uuid`
  return named(
    tx,
    'operation.listVerifications',
    sql<VerificationRow>`select ${columns} from audit_verification where ${where} order by id desc limit ${ask.limit}`,
  )
}

export async function findVerification(tx: Tx, id: string): Promise<VerificationRow | undefined> {
  const rows = await named(
    tx,
    'operation.findVerification',
    sql<VerificationRow>`select ${columns} from audit_verification where id = ${id}`,
  )
  return rows[0]
}

/** False when another walk is running. */
export async function insertVerification(
  tx: Tx,
  row: { readonly id: string; readonly at: Instant; readonly startedBy: ActorRef },
): Promise<boolean> {
  const at = toDate(row.at)
  const { kind, id } = row.startedBy
  const query = kysely<DB>(tx)
    .insertInto('audit_verification')
    .values({ id: row.id, state: 'running', started_at: at, started_by_kind: kind, started_by_id: id, progress_at: at })
    .onConflict((on) => on.column('state').where('state', '=', 'running').doNothing())
  return (await affected(tx, 'operation.insertVerification', query)) === 1
}

/** Marks the walk that fell silent; nothing when it has said something since. */
export async function breakOff(tx: Tx, of: { readonly id: string; readonly silentSince: Instant; readonly at: Instant }): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('audit_verification')
    .set({ state: 'broken_off', finished_at: toDate(of.at) })
    .where('id', '=', of.id)
    .where('state', '=', 'running')
    .where('progress_at', '<=', sql<Instant>`${toDate(of.silentSince)}`)
  await affected(tx, 'operation.breakOff', query)
}

export async function updateProgress(
  tx: Tx,
  of: { readonly id: string; readonly checkedSeq: number; readonly at: Instant },
): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('audit_verification')
    .set({ checked_seq: of.checkedSeq, progress_at: toDate(of.at) })
    .where('id', '=', of.id)
    .where('state', '=', 'running')
  await affected(tx, 'operation.updateProgress', query)
}

export interface VerificationResult {
  readonly id: string
  readonly at: Instant
  readonly fromSeq: number
  readonly toSeq: number
  readonly head: string
  readonly fault: { readonly seq: number; readonly what: string } | null
}

/** False when the walk was marked as broken off in the meantime. */
export async function finishVerification(tx: Tx, result: VerificationResult): Promise<boolean> {
  const at = toDate(result.at)
  const { fromSeq, toSeq, head, fault } = result
  const query = kysely<DB>(tx)
    .updateTable('audit_verification')
    .set({
      state: fault ? 'failed' : 'passed',
      finished_at: at,
      progress_at: at,
      checked_seq: toSeq,
      from_seq: fromSeq,
      to_seq: toSeq,
      head,
      fault_seq: fault?.seq ?? null,
      fault_what: fault?.what ?? null,
    })
    .where('id', '=', result.id)
    .where('state', '=', 'running')
  return (await affected(tx, 'operation.finishVerification', query)) === 1
}

/** The latest walk that came to a result. */
export async function lastResult(tx: Tx): Promise<VerificationRow | undefined> {
  const rows = await named(
    tx,
    'operation.lastResult',
    sql<VerificationRow>`select ${columns} from audit_verification where state in ('passed', 'failed') order by id desc limit 1`,
  )
  return rows[0]
}
