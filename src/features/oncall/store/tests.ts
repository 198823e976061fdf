/** Table `duty_test`: the weekly tests. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { SentTest } from '../domain/weekly-test.ts'

export interface DutyTestRow extends SentTest {
  /** Also the idempotency key. */
  readonly id: string
  readonly personId: string
  readonly addressId: string
  readonly channel: string
}

const columns = sql`
  id, person_id as "personId", address_id as "addressId", channel, queued_at as "queuedAt", outcome, confirmed_at as "confirmedAt"`

export type NewDutyTest = Pick<DutyTestRow, 'id' | 'personId' | 'addressId' | 'channel' | 'queuedAt'> & {
  /** `YYYY-MM-DD` */
  readonly week: string
}

/** Does nothing when this address has its test of the week. */
export async function insertDutyTest(tx: Tx, row: NewDutyTest): Promise<void> {
  await affected(
    tx,
    'oncall.insertDutyTest',
    sql`insert into duty_test (id, person_id, address_id, channel, week, queued_at)
      values (${row.id}, ${row.personId}, ${row.addressId}, ${row.channel}, ${row.week}::date, ${toDate(row.queuedAt)})
      on conflict (address_id, week) do nothing`,
  )
}

/** Takes the test that waits longest for this node alone, until then; undefined when none waits. */
export async function claimDutyTest(
  tx: Tx,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<DutyTestRow | undefined> {
  const rows = await named(
    tx,
    'oncall.claimDutyTest',
    sql<DutyTestRow>`update duty_test set sent_until = ${toDate(until)}
      where id = (
        select id from duty_test where confirmed_at is null and told_at is null and outcome is null
          and (sent_until is null or sent_until <= ${toDate(now)})
        order by queued_at, id limit 1 for update skip locked)
      returning ${columns}`,
  )
  return rows[0]
}

export async function noteDutyTest(tx: Tx, { id, outcome }: Pick<DutyTestRow, 'id' | 'outcome'>): Promise<void> {
  await affected(tx, 'oncall.noteDutyTest', sql`update duty_test set outcome = ${outcome} where id = ${id}`)
}

/** Does nothing when no test has this id. */
export async function confirmDutyTest(tx: Tx, { id, at }: { readonly id: string; readonly at: Instant }): Promise<void> {
  const query = sql`update duty_test set confirmed_at = ${toDate(at)} where id = ${id} and confirmed_at is null`
  await affected(tx, 'oncall.confirmDutyTest', query)
}

/** Neither confirmed nor told of, the oldest first; each stays locked until the transaction ends, and locked ones are left out. */
export function lockOpenTests(tx: Tx, limit: number): Promise<DutyTestRow[]> {
  return named(
    tx,
    'oncall.lockOpenTests',
    sql<DutyTestRow>`select ${columns} from duty_test where confirmed_at is null and told_at is null
      order by queued_at limit ${limit} for update skip locked`,
  )
}

export async function setTestsTold(tx: Tx, { ids, at }: { readonly ids: readonly string[]; readonly at: Instant }): Promise<void> {
  await affected(tx, 'oncall.setTestsTold', sql`update duty_test set told_at = ${toDate(at)} where id = any(${ids}::uuid[])`)
}

/** The newest test of each address of these people, queued since then. */
export function listLastTests(
  tx: Tx,
  { personIds, since }: { readonly personIds: readonly string[]; readonly since: Instant },
): Promise<DutyTestRow[]> {
  return named(
    tx,
    'oncall.listLastTests',
    sql<DutyTestRow>`select distinct on (address_id) ${columns} from duty_test
      where person_id = any(${personIds}::uuid[]) and queued_at >= ${toDate(since)}
      order by address_id, queued_at desc`,
  )
}

export async function deleteOldTests(tx: Tx, before: Instant): Promise<void> {
  await affected(tx, 'oncall.deleteOldTests', sql`delete from duty_test where queued_at < ${toDate(before)}`)
}
