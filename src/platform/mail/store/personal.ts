/** SQL on what the queue holds about people, for their export and erasure, and on what it has kept long enough. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { HeldMessage, MailSubject } from '../mail.ts'

export interface PageAsk {
  readonly afterId: string
  readonly limit: number
}

const isTheirs = ({ personIds, contactIds, emails }: MailSubject) => sql`
  (person_id = any(${personIds}::uuid[]) or about_id = any(${contactIds}::uuid[]) or lower(recipient) = any(${emails}::text[]))`

/** Messages to them, by id. */
export function listHeld(tx: Tx, of: MailSubject, { afterId, limit }: PageAsk): Promise<HeldMessage[]> {
  return named(
    tx,
    'mail.listHeld',
    sql<HeldMessage>`select id, recipient, subject, text, why, state, queued_at as "queuedAt" from mail_message
      where id > ${afterId}::uuid and ${isTheirs(of)} order by id limit ${limit}`,
  )
}

/** With every step; one that is being sent at this moment is not sent again. Returns how many. */
export function deleteHeld(tx: Tx, of: MailSubject): Promise<number> {
  return affected(tx, 'mail.deleteHeld', sql`delete from mail_message where ${isTheirs(of)}`)
}

/** Everything in a message to somebody else in which a name can stand. */
export interface NamingMessage {
  readonly id: string
  readonly subject: string
  readonly text: string | null
  readonly html: string | null
  readonly why: string
  readonly answer: string | null
  readonly senderName: string | null
  readonly replyTo: string | null
}

/** Messages that have one of the words in any case, by id. */
export function listNaming(tx: Tx, words: readonly string[], { afterId, limit }: PageAsk): Promise<NamingMessage[]> {
  return named(
    tx,
    'mail.listNaming',
    sql<NamingMessage>`
      select id, subject, text, html, why, answer, sender_name as "senderName", reply_to as "replyTo" from mail_message
      where id > ${afterId}::uuid and exists (select from unnest(${words}::text[]) as word where strpos(
        lower(concat_ws(' ', subject, text, html, why, answer, sender_name, reply_to)), lower(word)) > 0)
      order by id limit ${limit}`,
  )
}

/** Whatever its state; its headers and recipient stay. */
export async function rewriteMessage(tx: Tx, to: NamingMessage): Promise<void> {
  await affected(
    tx,
    'mail.rewriteMessage',
    sql`update mail_message set subject = ${to.subject}, text = ${to.text}, html = ${to.html}, why = ${to.why}, answer = ${to.answer},
      sender_name = ${to.senderName}, reply_to = ${to.replyTo} where id = ${to.id}`,
  )
}

/** What relays said of a message that goes to somebody else; nothing follows from it any more. */
export async function forgetAnswers(tx: Tx, words: readonly string[]): Promise<void> {
  await affected(
    tx,
    'mail.forgetAnswers',
    sql`update mail_step set answer = null
      where exists (select from unnest(${words}::text[]) as word where strpos(lower(answer), lower(word)) > 0)`,
  )
}

/** Addresses in lower case. Returns how many were there. */
export function deleteSuppressions(tx: Tx, emails: readonly string[]): Promise<number> {
  return affected(tx, 'mail.deleteSuppressions', sql`delete from mail_suppression where address = any(${emails}::text[])`)
}

/** Messages that are over. Returns how many. */
export function deleteOld(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  return affected(
    tx,
    'mail.deleteOld',
    sql`delete from mail_message where id in (
      select id from mail_message where try_at is null and sending_by is null and changed_at < ${toDate(before)} limit ${limit})`,
  )
}
