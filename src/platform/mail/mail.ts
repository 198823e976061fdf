/**
 * Outgoing mail without a domain: what parts put into the queue, and what may be asked about it.
 *
 * A message is one row for one recipient. It is written in the caller's transaction, so it is sent exactly when the caller's work
 * is committed, and its Message-ID is fixed from then on. Sending, retries and suppression are in the folder's other files.
 */
import type { Instant } from '#kit/time.ts'
import type { OutcomeKind } from './outcome.ts'
import type { MailFinding } from './findings.ts'
import type { Tx } from '../work.ts'

/**
 * | nature | what it is | headers it gets | stopped by |
 * |---|---|---|---|
 * | person | somebody wrote it to somebody | none | a suppressed address |
 * | program | Pitcrew wrote it because of what the recipient did or asked for: invitations, reset links | Auto-Submitted | a suppressed address |
 * | bulk | Pitcrew wrote it and the recipient may stop it: notifications, digests | Auto-Submitted, Precedence, List-Unsubscribe | also an unsubscribed address |
 */
export type Nature = 'person' | 'program' | 'bulk'

/**
 * | state | |
 * |---|---|
 * | queued | waits for its time, for a relay, or to be sent next |
 * | deferred | the relay said "later", or could not be reached; tried again by itself |
 * | handed_over | the relay took it |
 * | failed | the relay refused it for good, or it was tried for as long as it is |
 * | suppressed | its recipient's address is on the suppression list |
 * | cancelled | a person called it off before it was handed over |
 */
export const MESSAGE_STATES = ['queued', 'deferred', 'handed_over', 'failed', 'suppressed', 'cancelled'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export interface Mailbox {
  /** `name@domain` */
  readonly address: string
  readonly name: string | null
}

export interface NewMail {
  readonly to: Mailbox
  /** The configured sender unless said; its domain should be one that the relay may send for. */
  readonly from?: Mailbox
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly nature: Nature
  /** Further headers; those that the queue itself writes are refused. */
  readonly headers?: Readonly<Record<string, string>>
  /** Where the recipient stops mails of this sort without a form: one POST to this address (RFC 8058). Required of `bulk`. */
  readonly unsubscribeUrl?: string
  /** Threads mails about one thing in mail programs: any text that is the same for them. */
  readonly thread?: string
  /** What it is about; the id is a UUID. */
  readonly about: { readonly kind: string; readonly id: string } | null
  /** Of Pitcrew's people, the one it goes to; for export and erasure. UUID. */
  readonly personId?: string
  /** Why this recipient gets it, one sentence; shown on the page of messages. */
  readonly why: string
  /** A second message with the same key is the first one. At most 200 characters. */
  readonly idempotencyKey: string
  readonly sendAfter?: Instant
  /** Holds a one-time link or the like: its text is sealed in the store, shown to nobody, and forgotten once it is handed over. */
  readonly confidential?: boolean
}

/** What is worth nothing if it waits, such as a page of somebody on duty. */
export interface UrgentMail {
  readonly to: Mailbox
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly thread?: string
  /** Becomes the Message-ID, so that mail programs show what was sent twice once. At most 200 characters. */
  readonly idempotencyKey: string
}

/** What the relay said to it. `no_relay`: none is configured; `suppressed`: the address is on the list of those that get none. */
export interface Delivery {
  readonly kind: OutcomeKind | 'no_relay' | 'suppressed'
  readonly answer: string
}

export interface MessageSummary {
  /** UUID */
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly state: MessageState
  readonly nature: Nature
  readonly why: string
  readonly about: { readonly kind: string; readonly id: string } | null
  readonly personId: string | null
  readonly attempts: number
  /** The relay's last words, or ours about it. */
  readonly answer: string | null
  readonly queuedAt: Instant
  readonly changedAt: Instant
  /** When it is tried next; null when nothing more happens by itself. */
  readonly tryAt: Instant | null
}

/** One step in the life of a message. */
export interface MessageStep {
  readonly at: Instant
  readonly state: MessageState
  readonly answer: string | null
}

export interface Message extends MessageSummary {
  readonly messageId: string
  /** Null: the configured one. */
  readonly sender: string | null
  readonly recipientName: string | null
  readonly headers: Readonly<Record<string, string>>
  /** Null when it is confidential. */
  readonly text: string | null
  readonly html: string | null
  readonly confidential: boolean
  /** Oldest first. */
  readonly steps: readonly MessageStep[]
}

export interface MessagesAsk {
  /** Only messages that are older than this one, by UUID; null begins at the newest. */
  readonly before: string | null
  readonly limit: number
  readonly state?: MessageState | undefined
  /** Part of the recipient's address or of the subject. */
  readonly text?: string | undefined
  /** UUID of what it is about. */
  readonly aboutId?: string | undefined
}

/** How the connection to the relay is protected. `starttls` gives up when the relay does not offer it. */
export const SECURITIES = ['tls', 'starttls', 'starttls_if_offered'] as const
export type Security = (typeof SECURITIES)[number]

/** How mail leaves; the password stays inside. */
export interface Relay {
  readonly host: string
  readonly port: number
  readonly security: Security
  /** Null: the relay asks for no name. */
  readonly username: string | null
  readonly hasPassword: boolean
  /** An owner says that the relay stands in a network of their own. */
  readonly privateAllowed: boolean
  readonly sender: Mailbox
  readonly dkim: Dkim | null
}

export interface Dkim {
  readonly domain: string
  readonly selector: string
  /** Where to publish, `<selector>._domainkey.<domain>`, and what. */
  readonly recordName: string
  readonly recordValue: string
}

export interface RelayChange {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly username: string | null
  /** Undefined keeps the one that is there, null removes it. */
  readonly password?: string | null | undefined
  readonly privateAllowed: boolean
  readonly sender: Mailbox
  /** Signs with a key of Pitcrew's own, made when first wanted. */
  readonly signs: boolean
}

/** Why an address gets nothing, or nothing that it may stop. */
export const SUPPRESSION_CAUSES = ['manual', 'unsubscribed', 'bounced'] as const
export type SuppressionCause = (typeof SUPPRESSION_CAUSES)[number]

/** An address that is written to no more, or not in bulk. */
export interface Suppression {
  readonly address: string
  readonly cause: SuppressionCause
  readonly note: string | null
  readonly since: Instant
}

/** How mail stands, for health and for the first screen. */
export interface MailStanding {
  readonly configured: boolean
  /** Messages whose time has come and which have not been handed over. */
  readonly waiting: number
  readonly waitingSince: Instant | null
  /** What the relay or the way to it last said to one of them; null when nothing was said. */
  readonly trouble: string | null
  /** Failed for good within the last day. */
  readonly failedToday: number
}

/** Whose mail is read or erased; addresses in lower case. */
export interface MailSubject {
  readonly personIds: readonly string[]
  readonly contactIds: readonly string[]
  readonly emails: readonly string[]
  readonly names: readonly string[]
}

/** A message as it goes into its recipient's export. */
export interface HeldMessage {
  /** UUID */
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly text: string | null
  readonly why: string
  readonly state: MessageState
  readonly queuedAt: Instant
}

/** What an erasure took out: messages to the subject, messages to others that named them, suppressed addresses. */
export interface MailErased {
  readonly messages: number
  readonly namings: number
  readonly suppressions: number
}

export interface Mail {
  /**
   * Hands one message to the relay now, past the queue, and says what came of it: nothing is repeated, kept or listed here. Never throws
   * for what the relay does; may take two minutes.
   */
  deliver(message: UrgentMail): Promise<Delivery>
  /** Written with the caller's transaction. Returns the message's UUID; of the first message when the key was used before. */
  queue(tx: Tx, message: NewMail): Promise<string>
  /** The same for up to a thousand that are not confidential, in one statement. */
  queueMany(tx: Tx, messages: readonly NewMail[]): Promise<void>
  /** Stops a message that waits. False when it was handed over, or is being sent, or is over already. */
  cancel(tx: Tx, id: string): Promise<boolean>
  /** Tries a failed, suppressed, cancelled or deferred message now. False when it is in no such state or its text was forgotten. */
  retry(tx: Tx, id: string): Promise<boolean>
  find(tx: Tx, id: string): Promise<Message | undefined>
  /** Newest first. */
  list(tx: Tx, ask: MessagesAsk): Promise<readonly MessageSummary[]>
  /** Undefined: none is configured and messages wait. */
  relay(tx: Tx): Promise<(Relay & { readonly version: number }) | undefined>
  /** False when somebody was faster than `version` (0: there was none). */
  setRelay(tx: Tx, change: RelayChange, version: number): Promise<boolean>
  /** Connects and signs in without sending anything. */
  tryRelay(): Promise<MailFinding>
  /** What DNS says about the sender's domain: SPF, DKIM, DMARC. Empty without a relay. */
  checkDomain(): Promise<readonly MailFinding[]>
  /** An address that is there already keeps the stricter cause. */
  suppress(tx: Tx, suppression: Omit<Suppression, 'since'>): Promise<void>
  /** False when it was not there. */
  unsuppress(tx: Tx, address: string): Promise<boolean>
  /** By address, after `after`. */
  suppressions(tx: Tx, page: { readonly after: string | null; readonly limit: number }): Promise<readonly Suppression[]>
  standing(tx: Tx): Promise<MailStanding>
  /** Messages to the subject, the oldest first. */
  held(tx: Tx, of: MailSubject): AsyncIterable<HeldMessage>
  /** Repeatable. */
  erase(tx: Tx, of: MailSubject): Promise<MailErased>
  /** Removes at most `limit` messages that were over before `before`; returns how many. */
  removeOld(tx: Tx, what: { readonly before: Instant; readonly limit: number }): Promise<number>
}
