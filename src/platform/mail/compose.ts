/** From a row of the queue to a message in the form in which nodemailer wants it. */
import { createHash } from 'node:crypto'
import type { SendMailOptions } from 'nodemailer'
import { toDate } from '#kit/time.ts'
import { domainOf } from './dkim.ts'
import type { Mailbox, Nature } from './mail.ts'
import type { Claimed } from './store/messages.ts'

/** Headers that the queue writes itself. A part that sets one of them would change who a mail is from or break its thread. */
const OWN_HEADERS = new Set(
  (
    'from to cc bcc sender reply-to subject date message-id references in-reply-to mime-version content-type content-transfer-encoding ' +
    'auto-submitted precedence list-unsubscribe list-unsubscribe-post dkim-signature return-path'
  ).split(' '),
)
/** RFC 5322 §2.2: printable signs without a colon. */
const HEADER_NAME = /^[!-9;-~]{1,76}$/

/** Names of headers that may not be given, or hold a line break; empty when all may. */
export function badHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers)
    .filter(([name, value]) => !HEADER_NAME.test(name) || OWN_HEADERS.has(name.toLowerCase()) || /[\r\n\0]/.test(value))
    .map(([name]) => name)
}

/** A name that no mail program takes apart: what threads mails about one thing. */
export function threadId(thread: string, domain: string): string {
  return `<${thread.replaceAll(/[^\w.-]+/g, '.')}@${domain}>`
}

/** The Message-ID of what passes the queue by. Keys may name what is nobody's business outside, so it is a digest of them. */
export function urgentId(key: string, domain: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`
}

/** What the text of a mail is made of, without what only the queue needs. */
export type Composing = Omit<Claimed, 'id' | 'text' | 'html' | 'sealed' | 'attempts' | 'answer' | 'suppression'>

/** Text and HTML of a message, opened when they were sealed. */
export interface Texts {
  readonly text: string
  readonly html: string | null
}

/** The whole message. The same row gives the same Message-ID and date however often it is sent. */
export function composed(message: Composing, texts: Texts, sender: Mailbox): SendMailOptions {
  const from = message.sender === null ? sender : { address: message.sender, name: message.senderName }
  return {
    from: mailbox(from),
    to: mailbox({ address: message.recipient, name: message.recipientName }),
    ...(message.replyTo === null ? {} : { replyTo: message.replyTo }),
    subject: message.subject,
    date: toDate(message.queuedAt),
    messageId: message.messageId,
    text: texts.text,
    ...(texts.html === null ? {} : { html: texts.html }),
    headers: { ...natureHeaders(message.nature), ...unsubscribeHeaders(message), ...message.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

const mailbox = ({ address, name }: Mailbox): { address: string; name: string } => ({ address, name: name ?? '' })

/** RFC 3834 and what Exchange understands: an absence note that answers a program helps nobody. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

function natureHeaders(nature: Nature): Readonly<Record<string, string>> {
  if (nature === 'person') return {}
  return nature === 'bulk' ? { ...AUTOMATIC, Precedence: 'bulk' } : AUTOMATIC
}

/** RFC 8058: one press in the mail program, no form. The signature covers both headers. */
function unsubscribeHeaders({ unsubscribeUrl }: Composing): Readonly<Record<string, string>> {
  if (unsubscribeUrl === null) return {}
  return { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

/** What the signature covers: the usual headers, and those by which a recipient is counted out. */
export const SIGNED_HEADERS = [
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:In-Reply-To:References',
  'Auto-Submitted:Precedence:List-Id:List-Unsubscribe:List-Unsubscribe-Post',
].join(':')

/** The domain that stands in Message-IDs: the sender's when there is one, else that of our address. */
export function messageDomain(sender: string | undefined, publicUrl: string): string {
  return sender === undefined ? new URL(publicUrl).hostname : domainOf(sender)
}
