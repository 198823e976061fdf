/** Table `pager_state`, and what the queue says about the pager. */
import { sql } from 'kysely'
import { invariant } from '#kit/fault.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DeadPart } from '../domain/pager.ts'

export interface PagerRow {
  readonly beatAt: Instant | null
  readonly testedAt: Instant | null
  readonly dead: readonly DeadPart[]
  readonly calledAt: Instant | null
  readonly callFailure: string | null
}

export async function findPager(tx: Tx): Promise<PagerRow> {
  const query = sql<PagerRow>`select beat_at as "beatAt", tested_at as "testedAt", dead, called_at as "calledAt",
    call_failure as "callFailure" from pager_state`
  const [row] = await named(tx, 'oncall.findPager', query)
  invariant(row, 'its migration wrote the row')
  return row
}

export async function setBeat(tx: Tx, at: Instant): Promise<void> {
  await affected(tx, 'oncall.setBeat', sql`update pager_state set beat_at = ${toDate(at)}`)
}

/** False when a node has tested since then: one test for all of them is enough. */
export async function claimSelfTest(tx: Tx, { at, since }: { readonly at: Instant; readonly since: Instant }): Promise<boolean> {
  const query = sql`update pager_state set tested_at = ${toDate(at)} where tested_at is null or tested_at <= ${toDate(since)}`
  return (await affected(tx, 'oncall.claimSelfTest', query)) === 1
}

export async function noteSelfTest(
  tx: Tx,
  of: Pick<PagerRow, 'dead' | 'callFailure'> & {
    /** Null: it was not called, or the call failed. */
    readonly calledAt: Instant | null
  },
): Promise<void> {
  await affected(
    tx,
    'oncall.noteSelfTest',
    sql`update pager_state set dead = ${JSON.stringify(of.dead)}, call_failure = ${of.callFailure},
      called_at = coalesce(${of.calledAt && toDate(of.calledAt)}, called_at)`,
  )
}

/** Since when the message waits that is due longest and that no node has; null: none does. */
export async function dueSince(tx: Tx, now: Instant): Promise<Instant | null> {
  const query = sql<{ tryAt: Instant }>`select try_at as "tryAt" from page_message
    where try_at <= ${toDate(now)} and (sent_until is null or sent_until <= ${toDate(now)}) order by try_at limit 1`
  return (await named(tx, 'oncall.dueSince', query))[0]?.tryAt ?? null
}
