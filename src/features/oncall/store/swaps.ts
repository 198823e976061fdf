/** Table `duty_swap`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export type SwapState = 'asked' | 'accepted' | 'declined' | 'withdrawn'

export interface SwapRow {
  readonly id: string
  readonly scheduleId: string
  readonly askerId: string
  readonly askedId: string
  readonly from: Instant
  readonly to: Instant
  /** Both null: nothing in return. */
  readonly returnFrom: Instant | null
  readonly returnTo: Instant | null
  readonly state: SwapState
}

const columns = sql`
  id, schedule_id as "scheduleId", asker_id as "askerId", asked_id as "askedId", starts_at as "from", ends_at as "to",
  return_starts_at as "returnFrom", return_ends_at as "returnTo", state`

export async function insertSwap(tx: Tx, row: Omit<SwapRow, 'state'> & { readonly at: Instant }): Promise<void> {
  const [returnFrom, returnTo] = [row.returnFrom && toDate(row.returnFrom), row.returnTo && toDate(row.returnTo)]
  await affected(
    tx,
    'oncall.insertSwap',
    sql`insert into duty_swap (id, schedule_id, asker_id, asked_id, starts_at, ends_at, return_starts_at, return_ends_at, created_at)
      values (${row.id}, ${row.scheduleId}, ${row.askerId}, ${row.askedId}, ${toDate(row.from)}, ${toDate(row.to)}, ${returnFrom},
        ${returnTo}, ${toDate(row.at)})`,
  )
}

export async function lockSwap(tx: Tx, id: string): Promise<SwapRow | undefined> {
  return (await named(tx, 'oncall.lockSwap', sql<SwapRow>`select ${columns} from duty_swap where id = ${id} for update`))[0]
}

export async function settleSwap(
  tx: Tx,
  of: { readonly id: string; readonly state: Exclude<SwapState, 'asked'>; readonly at: Instant },
): Promise<void> {
  const query = sql`update duty_swap set state = ${of.state}, settled_at = ${toDate(of.at)} where id = ${of.id}`
  await affected(tx, 'oncall.settleSwap', query)
}

/** Those that nobody has settled and that are not over, soonest first; of a schedule or of a person who asked or is asked. */
export function listOpenSwaps(
  tx: Tx,
  of: { readonly scheduleId: string | null; readonly personId: string | null; readonly at: Instant; readonly limit: number },
): Promise<SwapRow[]> {
  return named(
    tx,
    'oncall.listOpenSwaps',
    sql<SwapRow>`select ${columns} from duty_swap
      where state = 'asked' and ends_at > ${toDate(of.at)}
        and (${of.scheduleId}::uuid is null or schedule_id = ${of.scheduleId}::uuid)
        and (${of.personId}::uuid is null or ${of.personId}::uuid in (asker_id, asked_id))
      order by starts_at, id limit ${of.limit}`,
  )
}
