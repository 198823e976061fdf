/** Table `heartbeat`: what checks heard that report themselves. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Heard, Signal } from '../domain/heartbeat.ts'
import type { DB } from './rows.gen.ts'

/** A new secret makes the one before useless; what was heard stays. */
export async function setSecret(
  tx: Tx,
  of: { readonly checkId: string; readonly secretHash: Buffer; readonly at: Instant },
): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('heartbeat')
    .values({ check_id: of.checkId, secret_hash: of.secretHash, armed_at: toDate(of.at) })
    .onConflict((conflict) => conflict.column('check_id').doUpdateSet({ secret_hash: of.secretHash }))
  await affected(tx, 'checks.setSecret', query)
}

/** Waits anew from now on, as after a pause; what was heard before counts no more. */
export async function armHeartbeat(tx: Tx, of: { readonly checkId: string; readonly at: Instant }): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('heartbeat')
    .set({ armed_at: toDate(of.at), signal: null, signal_at: null, started_at: null, succeeded_at: null })
    .where('check_id', '=', of.checkId)
  await affected(tx, 'checks.armHeartbeat', query)
}

/** UUID of the check that was meant; undefined: the secret is that of none. */
export async function noteSignal(
  tx: Tx,
  of: { readonly secretHash: Buffer; readonly signal: Signal; readonly at: Instant },
): Promise<string | undefined> {
  const at = toDate(of.at)
  const rows = await named(
    tx,
    'checks.noteSignal',
    sql<{ checkId: string }>`update heartbeat set signal = ${of.signal}, signal_at = ${at},
        started_at = case when ${of.signal} = 'start' then ${at}::timestamptz when signal = 'start' then started_at end,
        succeeded_at = case when ${of.signal} = 'success' then ${at}::timestamptz else succeeded_at end
      where secret_hash = ${of.secretHash} returning check_id as "checkId"`,
  )
  return rows[0]?.checkId
}

export async function findHeard(tx: Tx, checkId: string): Promise<Heard | undefined> {
  const rows = await named(
    tx,
    'checks.findHeard',
    sql<Heard>`select signal, signal_at as "signalAt", started_at as "startedAt", succeeded_at as "succeededAt", armed_at as "armedAt"
      from heartbeat where check_id = ${checkId}`,
  )
  return rows[0]
}
