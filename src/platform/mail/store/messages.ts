/** SQL on messages: queueing, claiming, noting what became of them. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { MessageState, Nature, SuppressionCause } from '../mail.ts'
import type { DB } from '../rows.gen.ts'

/** A message as it is written; see the table. */
export interface MessageWrite {
  readonly id: string
  readonly idempotencyKey: string
  readonly messageId: string
  readonly recipient: string
  readonly recipientName: string | null
  readonly sender: string | null
  readonly senderName: string | null
  readonly replyTo: string | null
  readonly subject: string
  readonly text: string | null
  readonly html: string | null
  readonly sealed: Uint8Array | null
  readonly confidential: boolean
  readonly headers: Readonly<Record<string, string>>
  readonly nature: Nature
  readonly unsubscribeUrl: string | null
  readonly about: { readonly kind: string; readonly id: string } | null
  readonly personId: string | null
  readonly why: string
  readonly at: Instant
  readonly tryAt: Instant
}

/** Returns the UUID of the message with this key: the new one, or the one that was there. */
export async function insertMessage(tx: Tx, write: MessageWrite): Promise<string> {
  const inserted = await affected(
    tx,
    'mail.insertMessage',
    kysely<DB>(tx)
      .insertInto('mail_message')
      .values({
        id: write.id,
        idempotency_key: write.idempotencyKey,
        message_id: write.messageId,
        recipient: write.recipient,
        recipient_name: write.recipientName,
        sender: write.sender,
        sender_name: write.senderName,
        reply_to: write.replyTo,
        subject: write.subject,
        text: write.text,
        html: write.html,
        sealed: write.sealed,
        confidential: write.confidential,
        headers: JSON.stringify(write.headers),
        nature: write.nature,
        unsubscribe_url: write.unsubscribeUrl,
        about_kind: write.about?.kind ?? null,
        about_id: write.about?.id ?? null,
        person_id: write.personId,
        why: write.why,
        state: 'queued',
        try_at: toDate(write.tryAt),
        queued_at: toDate(write.at),
        changed_at: toDate(write.at),
      })
      .onConflict((on) => on.column('idempotency_key').doNothing()),
  )
  if (inserted === 1) {
    await insertStep(tx, { id: write.id, at: write.at, state: 'queued', answer: null })
    return write.id
  }
  const query = kysely<DB>(tx).selectFrom('mail_message').select('id').where('idempotency_key', '=', write.idempotencyKey)
  const [known] = await named(tx, 'mail.findByKey', query)
  return known?.id ?? write.id
}

/**
 * Many in one statement, each but those whose key was used before. None of them is sealed: bytes have no place in the JSON by which the
 * rows travel.
 */
export async function insertMessages(tx: Tx, writes: readonly MessageWrite[]): Promise<void> {
  const rows = writes.map(({ about, at, tryAt, sealed: _sealed, ...write }) => {
    const times = { at: toDate(at), tryAt: toDate(tryAt) }
    return { ...write, ...times, aboutKind: about?.kind ?? null, aboutId: about?.id ?? null }
  })
  const query = sql`with written as (
      insert into mail_message (id, idempotency_key, message_id, recipient, recipient_name, sender, sender_name, reply_to, subject, text, html,
        confidential, headers, nature, unsubscribe_url, about_kind, about_id, person_id, why, state, try_at, queued_at, changed_at)
      select id, "idempotencyKey", "messageId", recipient, "recipientName", sender, "senderName", "replyTo", subject, text, html,
        false, headers, nature, "unsubscribeUrl", "aboutKind", "aboutId", "personId", why, 'queued', "tryAt", at, at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, "idempotencyKey" text, "messageId" text, recipient text,
        "recipientName" text, sender text, "senderName" text, "replyTo" text, subject text, text text, html text, headers jsonb, nature text,
        "unsubscribeUrl" text, "aboutKind" text, "aboutId" uuid, "personId" uuid, why text, "tryAt" timestamptz, at timestamptz)
      on conflict (idempotency_key) do nothing
      returning id, queued_at)
    insert into mail_step (message, at, state) select id, queued_at, 'queued' from written`
  await affected(tx, 'mail.insertMessages', query)
}

/** What the sender needs of a message. */
export interface Claimed {
  readonly id: string
  readonly messageId: string
  readonly recipient: string
  readonly recipientName: string | null
  readonly sender: string | null
  readonly senderName: string | null
  readonly replyTo: string | null
  readonly subject: string
  readonly text: string | null
  readonly html: string | null
  readonly sealed: Uint8Array | null
  readonly headers: Readonly<Record<string, string>>
  readonly nature: Nature
  readonly unsubscribeUrl: string | null
  readonly attempts: number
  /** What was said last. */
  readonly answer: string | null
  readonly queuedAt: Instant
  /** Null: the address is on no list. */
  readonly suppression: SuppressionCause | null
}

/** Marks the message that is due longest as being sent by `sender` and returns it; undefined when nothing is due. */
export async function claimMessage(
  tx: Tx,
  { sender, now }: { readonly sender: string; readonly now: Instant },
): Promise<Claimed | undefined> {
  const [row] = await named(
    tx,
    'mail.claimMessage',
    sql<Claimed>`update mail_message set sending_by = ${sender}
      where id = (
        select id from mail_message where try_at <= ${toDate(now)} and sending_by is null
        order by try_at, id limit 1 for update skip locked)
      returning id, message_id as "messageId", recipient, recipient_name as "recipientName", sender, sender_name as "senderName",
        reply_to as "replyTo", subject, text, html, sealed, headers, nature, unsubscribe_url as "unsubscribeUrl", attempts, answer,
        queued_at as "queuedAt", (select cause from mail_suppression where address = lower(recipient)) as suppression`,
  )
  return row
}

/** What became of a claimed message. `tryAt` null: it is over. */
export interface Settlement {
  readonly id: string
  readonly sender: string
  readonly at: Instant
  readonly state: MessageState
  readonly answer: string | null
  readonly attempts: number
  readonly tryAt: Instant | null
  /** False for the same trouble with the relay once more: minutes of it make no history. */
  readonly isNews: boolean
}

/** False when this sender was taken for dead meanwhile and another one has the message. */
export async function settleMessage(tx: Tx, to: Settlement): Promise<boolean> {
  const settled = await affected(
    tx,
    'mail.settleMessage',
    sql`update mail_message set state = ${to.state}, answer = ${to.answer}, attempts = ${to.attempts}, changed_at = ${toDate(to.at)},
        try_at = ${to.tryAt === null ? null : toDate(to.tryAt)}::timestamptz, sending_by = null,
        sealed = case when ${to.state} = 'handed_over' then null else sealed end
      where id = ${to.id} and sending_by = ${to.sender}`,
  )
  if (settled === 1 && to.isNews) await insertStep(tx, to)
  return settled === 1
}

/** Those who are sending something now, by UUID. */
export async function findSenders(tx: Tx): Promise<string[]> {
  const query = sql<{ sender: string }>`select distinct sending_by as sender from mail_message where sending_by is not null`
  return (await named(tx, 'mail.findSenders', query)).map(({ sender }) => sender)
}

/** Takes back what a dead sender had; returns how many messages. They are due at once. */
export async function takeBack(tx: Tx, { sender, at, answer }: { sender: string; at: Instant; answer: string }): Promise<number> {
  return affected(
    tx,
    'mail.takeBack',
    sql`with taken as (
        update mail_message set sending_by = null, changed_at = ${toDate(at)}, answer = ${answer} where sending_by = ${sender}
        returning id, state)
      insert into mail_step (message, at, state, answer) select id, ${toDate(at)}::timestamptz, state, ${answer} from taken`,
  )
}

/** False when it does not wait any more, or is being sent. */
export async function cancelMessage(tx: Tx, { id, at }: { readonly id: string; readonly at: Instant }): Promise<boolean> {
  const cancelled = await affected(
    tx,
    'mail.cancelMessage',
    sql`update mail_message set state = 'cancelled', try_at = null, changed_at = ${toDate(at)}
      where id = ${id} and state in ('queued', 'deferred') and sending_by is null`,
  )
  if (cancelled === 1) await insertStep(tx, { id, at, state: 'cancelled', answer: null })
  return cancelled === 1
}

/** False when it was handed over, is being sent, waits for its first time anyway, or has no text any more. */
export async function retryMessage(tx: Tx, { id, at }: { readonly id: string; readonly at: Instant }): Promise<boolean> {
  const retried = await affected(
    tx,
    'mail.retryMessage',
    sql`update mail_message set state = 'queued', attempts = 0, try_at = ${toDate(at)}, changed_at = ${toDate(at)}
      where id = ${id} and state in ('failed', 'suppressed', 'cancelled', 'deferred') and sending_by is null
        and (text is not null or sealed is not null)`,
  )
  if (retried === 1) await insertStep(tx, { id, at, state: 'queued', answer: null })
  return retried === 1
}

/** After the relay was changed: what waits because of the old one is due now. */
export async function hastenDeferred(tx: Tx, at: Instant): Promise<void> {
  await affected(
    tx,
    'mail.hastenDeferred',
    sql`update mail_message set try_at = ${toDate(at)} where state = 'deferred' and sending_by is null and try_at > ${toDate(at)}`,
  )
}

async function insertStep(
  tx: Tx,
  { id, at, state, answer }: { readonly id: string; readonly at: Instant; readonly state: MessageState; readonly answer: string | null },
): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('mail_step')
    .values({ message: id, at: toDate(at), state, answer })
  await affected(tx, 'mail.insertStep', query)
}
