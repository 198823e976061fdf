/** Tables `channel_message` and `channel_answer`: what was handed over, what became of it, what was answered. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { ChannelName } from '../domain/channels.ts'
import type { Answer, Chart, Severity } from '../domain/message.ts'

export const MESSAGE_STATES = ['handing_over', 'handed_over', 'delivered', 'failed', 'answered'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export interface MessageRow {
  readonly id: string
  readonly key: string
  readonly addressId: string
  readonly personId: string | null
  readonly channel: ChannelName
  readonly subject: string
  readonly lines: readonly string[]
  /** Path in the console. */
  readonly href: string
  readonly severity: Severity
  readonly answers: readonly Answer[]
  readonly chart: Chart | null
  /** Absolute. */
  readonly runbookUrl: string | null
  readonly state: MessageState
  readonly reference: string | null
  readonly reason: string | null
  readonly providerAnswer: string
  readonly attempts: number
  readonly createdAt: Instant
  readonly changedAt: Instant
  readonly settledAt: Instant | null
}

const columns = sql`
  id, key, address_id as "addressId", person_id as "personId", channel, subject, lines, href, severity, answers, chart,
  runbook_url as "runbookUrl", state, reference, reason,
  provider_answer as "providerAnswer", attempts, created_at as "createdAt", changed_at as "changedAt", settled_at as "settledAt"`

export type NewMessage = Pick<
  MessageRow,
  'id' | 'key' | 'addressId' | 'personId' | 'channel' | 'subject' | 'lines' | 'href' | 'severity' | 'answers' | 'chart' | 'runbookUrl'
>

/**
 * The row under this key: the new one, or that of an earlier attempt, whose count rises while it is not handed over and which takes the
 * chart that it went without.
 */
export async function beginMessage(tx: Tx, message: NewMessage, at: Instant): Promise<MessageRow> {
  const { id, key, addressId, personId, channel, subject, lines, href, severity, answers, runbookUrl } = message
  const chart = message.chart === null ? null : JSON.stringify(message.chart)
  const rows = await named(
    tx,
    'channels.beginMessage',
    sql<MessageRow>`
      insert into channel_message as m (id, key, address_id, person_id, channel, subject, lines, href, severity, answers, chart,
        runbook_url, state, provider_answer, attempts, created_at, changed_at)
      values (${id}, ${key}, ${addressId}, ${personId}, ${channel}, ${subject}, ${JSON.stringify(lines)}::jsonb, ${href}, ${severity},
        ${answers}::text[], ${chart}::jsonb, ${runbookUrl}, 'handing_over', '', 1, ${toDate(at)}, ${toDate(at)})
      on conflict (key) do update set
        chart = coalesce(m.chart, excluded.chart),
        attempts = m.attempts + (case when m.state in ('handing_over', 'failed') then 1 else 0 end),
        state = case when m.state = 'failed' then 'handing_over' else m.state end
      returning ${columns}`,
  )
  return rows[0] as MessageRow
}

/** What the provider said. An answer that was faster than our note stays. */
export async function noteOutcome(
  tx: Tx,
  id: string,
  outcome: Pick<MessageRow, 'state' | 'reference' | 'reason' | 'providerAnswer'> & { readonly at: Instant },
): Promise<void> {
  await affected(
    tx,
    'channels.noteOutcome',
    sql`update channel_message set
        state = case when state in ('delivered', 'answered') then state else ${outcome.state} end,
        reference = ${outcome.reference}, reason = ${outcome.reason}, provider_answer = ${outcome.providerAnswer},
        changed_at = ${toDate(outcome.at)}
      where id = ${id}`,
  )
}

export interface Receipt {
  readonly channel: ChannelName
  readonly reference: string
  readonly state: 'delivered' | 'failed'
  readonly reason: string | null
  readonly answer: string
  readonly at: Instant
}

/** What the provider reported later. Nothing follows what was answered, and a failure does not follow a delivery. */
export async function noteReceipt(tx: Tx, receipt: Receipt): Promise<void> {
  await affected(
    tx,
    'channels.noteReceipt',
    sql`update channel_message set state = ${receipt.state}, reason = ${receipt.reason}, provider_answer = ${receipt.answer},
        changed_at = ${toDate(receipt.at)}
      where channel = ${receipt.channel} and reference = ${receipt.reference} and state in ('handing_over', 'handed_over')`,
  )
}

export function listByKeys(tx: Tx, keys: readonly string[]): Promise<MessageRow[]> {
  return named(tx, 'channels.listByKeys', sql<MessageRow>`select ${columns} from channel_message where key = any(${keys}::text[])`)
}

/** The newest of each of these addresses, by address. */
export function listLast(tx: Tx, addressIds: readonly string[]): Promise<MessageRow[]> {
  return named(
    tx,
    'channels.listLast',
    sql<MessageRow>`select m.* from unnest(${addressIds}::uuid[]) as a(id)
      cross join lateral (select ${columns} from channel_message where address_id = a.id order by id desc limit 1) m`,
  )
}

/** Held until the transaction ends, so that of two presses the second sees the first. */
export async function lockMessage(tx: Tx, id: string): Promise<MessageRow | undefined> {
  return (await named(tx, 'channels.lockMessage', sql<MessageRow>`select ${columns} from channel_message where id = ${id} for update`))[0]
}

export async function findMessage(tx: Tx, id: string): Promise<MessageRow | undefined> {
  return (await named(tx, 'channels.findMessage', sql<MessageRow>`select ${columns} from channel_message where id = ${id}`))[0]
}

/** The newest that can still be answered from one of these addresses: what a reply without anything else means. */
export async function findAnswerable(
  tx: Tx,
  { addressIds, since }: { readonly addressIds: readonly string[]; readonly since: Instant },
): Promise<MessageRow | undefined> {
  const query = sql<MessageRow>`select ${columns} from channel_message
    where address_id = any(${addressIds}::uuid[]) and created_at > ${toDate(since)} and settled_at is null and cardinality(answers) > 0
      and state in ('handing_over', 'handed_over', 'delivered')
    order by id desc limit 1`
  return (await named(tx, 'channels.findAnswerable', query))[0]
}

/** What rings in the consoles of this person, the oldest first; from now on it counts as delivered. */
export function ringing(tx: Tx, of: { readonly personId: string; readonly since: Instant; readonly at: Instant }): Promise<MessageRow[]> {
  return named(
    tx,
    'channels.ringing',
    sql<MessageRow>`
      with heard as (
        update channel_message set state = 'delivered', changed_at = ${toDate(of.at)}
        where person_id = ${of.personId} and channel = 'in_app' and settled_at is null and state = 'handed_over'
          and created_at > ${toDate(of.since)}
      )
      select ${columns} from channel_message
      where person_id = ${of.personId} and channel = 'in_app' and settled_at is null and state in ('handed_over', 'delivered')
        and created_at > ${toDate(of.since)}
      order by id limit 20`,
  )
}

/** False when the same was answered before. */
export async function insertAnswer(
  tx: Tx,
  answer: { readonly messageId: string; readonly answer: Answer; readonly personId: string | null; readonly at: Instant },
): Promise<boolean> {
  const added = await affected(
    tx,
    'channels.insertAnswer',
    sql`insert into channel_answer (message_id, answer, person_id, at)
      values (${answer.messageId}, ${answer.answer}, ${answer.personId}, ${toDate(answer.at)}) on conflict do nothing`,
  )
  return added === 1
}

export async function setAnswered(tx: Tx, id: string, at: Instant): Promise<void> {
  await affected(
    tx,
    'channels.setAnswered',
    sql`update channel_message set state = 'answered', changed_at = ${toDate(at)} where id = ${id}`,
  )
}

/** What they were about is over. Returns those that had not been. */
export function settleMessages(tx: Tx, keys: readonly string[], at: Instant): Promise<MessageRow[]> {
  return named(
    tx,
    'channels.settleMessages',
    sql<MessageRow>`update channel_message set settled_at = ${toDate(at)} where key = any(${keys}::text[]) and settled_at is null
      returning ${columns}`,
  )
}

/** At most `limit` that have not changed since `before`; returns how many. */
export function deleteOldMessages(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  return affected(
    tx,
    'channels.deleteOldMessages',
    sql`delete from channel_message where id in (select id from channel_message where changed_at < ${toDate(before)} limit ${limit})`,
  )
}
