/** Table `page_message`: the queue. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export type PageMessageState = 'queued' | 'handed_over' | 'delivered' | 'failed' | 'answered' | 'called_off'

export interface PageMessageRow {
  /** Also the idempotency key. */
  readonly id: string
  readonly pageId: string
  readonly turn: number
  readonly personId: string
  readonly addressId: string
  readonly channel: string
  readonly state: PageMessageState
  readonly whyPerson: string
  readonly whyChannel: string
  readonly outcome: string | null
  readonly attempts: number
  readonly repeats: number
  readonly queuedAt: Instant
  readonly handedOverAt: Instant | null
}

const columns = sql`
  id, page_id as "pageId", turn, person_id as "personId", address_id as "addressId", channel, state, why_person as "whyPerson",
  why_channel as "whyChannel", outcome, attempts, repeats, queued_at as "queuedAt", handed_over_at as "handedOverAt"`

export type NewPageMessage = Pick<
  PageMessageRow,
  'id' | 'pageId' | 'turn' | 'personId' | 'addressId' | 'channel' | 'whyPerson' | 'whyChannel' | 'queuedAt'
>

/** Does nothing when this address is asked in this turn already. */
export async function insertPageMessage(tx: Tx, row: NewPageMessage): Promise<void> {
  const at = toDate(row.queuedAt)
  await affected(
    tx,
    'oncall.insertPageMessage',
    sql`insert into page_message (id, page_id, turn, person_id, address_id, channel, why_person, why_channel, queued_at, try_at)
      values (${row.id}, ${row.pageId}, ${row.turn}, ${row.personId}, ${row.addressId}, ${row.channel}, ${row.whyPerson},
        ${row.whyChannel}, ${at}, ${at})
      on conflict (page_id, turn, address_id) do nothing`,
  )
}

/** Takes the message that is due longest for this node alone; undefined when nothing is due. */
export async function claimPageMessage(
  tx: Tx,
  { node, now, until }: { readonly node: string; readonly now: Instant; readonly until: Instant },
): Promise<PageMessageRow | undefined> {
  const rows = await named(
    tx,
    'oncall.claimPageMessage',
    sql<PageMessageRow>`update page_message set sent_by = ${node}, sent_until = ${toDate(until)}, attempts = attempts + 1,
        repeats = repeats + (sent_by is not null)::int
      where id = (
        select id from page_message where try_at <= ${toDate(now)} and (sent_until is null or sent_until <= ${toDate(now)})
        order by try_at, id limit 1 for update skip locked)
      returning ${columns}`,
  )
  return rows[0]
}

export interface MessageOutcome {
  readonly id: string
  readonly state: PageMessageState
  readonly outcome: string | null
  readonly reference: string | null
  readonly handedOverAt: Instant | null
  /** Null: it is not handed over again. */
  readonly tryAt: Instant | null
}

/** False when it was called off or answered meanwhile: that stays, only the node lets go of it. */
export async function settlePageMessage(tx: Tx, of: MessageOutcome): Promise<boolean> {
  const changed = await affected(
    tx,
    'oncall.settlePageMessage',
    sql`update page_message set state = ${of.state}, outcome = ${of.outcome}, reference = coalesce(${of.reference}, reference),
        handed_over_at = coalesce(${of.handedOverAt && toDate(of.handedOverAt)}, handed_over_at),
        try_at = ${of.tryAt && toDate(of.tryAt)}, sent_by = null, sent_until = null
      where id = ${of.id} and state in ('queued', 'handed_over', 'delivered')`,
  )
  return changed === 1
}

export async function findPageMessage(tx: Tx, id: string): Promise<PageMessageRow | undefined> {
  return (await named(tx, 'oncall.findPageMessage', sql<PageMessageRow>`select ${columns} from page_message where id = ${id}`))[0]
}

/** In the order in which they were queued. */
export function listPageMessages(
  tx: Tx,
  { pageId, limit }: { readonly pageId: string; readonly limit: number },
): Promise<PageMessageRow[]> {
  return named(
    tx,
    'oncall.listPageMessages',
    sql<PageMessageRow>`select ${columns} from page_message where page_id = ${pageId} order by queued_at, id limit ${limit}`,
  )
}

/** Handed over, and their page still waits for an answer; the longest first. */
export async function listAwaited(tx: Tx, limit: number): Promise<readonly string[]> {
  const rows = await named(
    tx,
    'oncall.listAwaited',
    sql<{ id: string }>`select m.id from page_message m join page p on p.id = m.page_id
      where m.state = 'handed_over' and p.state = 'open' order by m.handed_over_at limit ${limit}`,
  )
  return rows.map(({ id }) => id)
}

/** What nobody needs to hand over any more. */
export async function callOff(tx: Tx, pageId: string): Promise<void> {
  const query = sql`update page_message set state = 'called_off', try_at = null where page_id = ${pageId} and state = 'queued'`
  await affected(tx, 'oncall.callOff', query)
}

export async function markAnswered(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'oncall.markAnswered', sql`update page_message set state = 'answered', try_at = null where id = ${id}`)
}
