/** SQL that only reads messages: for the page of messages, health and the first screen. */
import { sql } from 'kysely'
import { DAY_MS, later, toDate, type Instant } from '#kit/time.ts'
import { named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { MailStanding, Message, MessagesAsk, MessageStep, MessageSummary } from '../mail.ts'

interface Row extends Omit<MessageSummary, 'about'> {
  readonly aboutKind: string | null
  readonly aboutId: string | null
}

const summary = sql`id, recipient, subject, state, nature, why, about_kind as "aboutKind", about_id as "aboutId", person_id as "personId",
  attempts, answer, queued_at as "queuedAt", changed_at as "changedAt", try_at as "tryAt"`

/** Newest first. */
export async function listMessages(tx: Tx, { before, limit, state, text, aboutId }: MessagesAsk): Promise<MessageSummary[]> {
  const conditions = [
    ...(before === null ? [] : [sql`id < ${before}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(aboutId === undefined ? [] : [sql`about_id = ${aboutId}`]),
    ...(text === undefined ? [] : [sql`lower(recipient || ' ' || subject) like ${contains(text)}`]),
  ]
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  const query = sql<Row>`select ${summary} from mail_message where ${where} order by id desc limit ${limit}`
  return (await named(tx, 'mail.listMessages', query)).map(toSummary)
}

/** `%` and `_` mean themselves. */
function contains(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`
}

type FullRow = Row & Omit<Message, 'about' | 'steps'>

/** With everything that happened to it. */
export async function findMessage(tx: Tx, id: string): Promise<Message | undefined> {
  const [row] = await named(
    tx,
    'mail.findMessage',
    sql<FullRow>`select ${summary}, message_id as "messageId", sender, recipient_name as "recipientName", headers, text, html, confidential
      from mail_message where id = ${id}`,
  )
  if (!row) return undefined
  const { messageId, sender, recipientName, headers, text, html, confidential } = row
  const steps = await findSteps(tx, id)
  return { ...toSummary(row), messageId, sender, recipientName, headers, text, html, confidential, steps }
}

/** A message is tried some dozens of times; whoever retries by hand more often than this sees the last ones. */
const STEPS_MAX = 200

async function findSteps(tx: Tx, id: string): Promise<MessageStep[]> {
  const query = sql<MessageStep>`select at, state, answer from mail_step where message = ${id} order by number desc limit ${STEPS_MAX}`
  return (await named(tx, 'mail.findSteps', query)).toReversed()
}

/** Everything but whether a relay is configured. */
export async function findStanding(tx: Tx, now: Instant): Promise<Omit<MailStanding, 'configured'>> {
  const [row] = await named(
    tx,
    'mail.findStanding',
    sql<Omit<MailStanding, 'configured'>>`select
        (select count(*)::int from mail_message where state in ('queued', 'deferred') and (state = 'deferred' or try_at <= ${toDate(now)})) as waiting,
        (select min(queued_at) from mail_message where state in ('queued', 'deferred') and (state = 'deferred' or try_at <= ${toDate(now)}))
          as "waitingSince",
        (select answer from mail_message where state = 'deferred' order by id limit 1) as trouble,
        (select count(*)::int from mail_message where state = 'failed' and changed_at > ${toDate(later(now, -DAY_MS))}) as "failedToday"`,
  )
  return row ?? { waiting: 0, waitingSince: null, trouble: null, failedToday: 0 }
}

function toSummary({ aboutKind, aboutId, ...row }: Row): MessageSummary {
  const { id, recipient, subject, state, nature, why, personId, attempts, answer, queuedAt, changedAt, tryAt } = row
  const about = aboutKind === null || aboutId === null ? null : { kind: aboutKind, id: aboutId }
  return { id, recipient, subject, state, nature, why, about, personId, attempts, answer, queuedAt, changedAt, tryAt }
}
