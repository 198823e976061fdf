/**
 * The mail queue at work. A message is written with its action; after the commit a wake-up sends it within milliseconds, on this
 * node or, through NOTIFY, on one that has the mail role. A look every few seconds covers lost wake-ups and what is tried later.
 */
import { uuidv7 } from 'uuidv7'
import { invariant } from '#kit/fault.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { Egress } from '../egress/egress.ts'
import type { Logger } from '../logger.ts'
import { openLoop, type Loop } from '../loop.ts'
import type { Metrics } from '../metrics.ts'
import type { Listen } from '../pg/listen.ts'
import type { Pg } from '../pg/pool.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Tx, Work } from '../work.ts'
import { badHeaders, composed, messageDomain, threadId, urgentId } from './compose.ts'
import { checkDomain, lookUpTxt, type TxtLookup } from './domain-check.ts'
import { mailFinding, type MailFinding } from './findings.ts'
import type {
  Delivery,
  HeldMessage,
  Mail,
  MailErased,
  MailSubject,
  Message,
  MessagesAsk,
  MessageSummary,
  NewMail,
  RelayChange,
  Suppression,
  UrgentMail,
} from './mail.ts'
import { eraseFromMail, heldMessages } from './personal.ts'
import { Relays } from './relays.ts'
import { Sender } from './sender.ts'
import { cancelMessage, insertMessage, insertMessages, retryMessage, type MessageWrite } from './store/messages.ts'
import { deleteOld } from './store/personal.ts'
import { findMessage, findStanding, listMessages } from './store/reading.ts'
import { deleteSuppression, findRelay, findSuppression, listSuppressions, putSuppression } from './store/relay.ts'
import { wakeOthers } from './store/wake.ts'
import { sealTexts } from './texts.ts'

const CHANNEL = 'pitcrew_mail'
const EVERY_MS = 5 * SECOND_MS
/** Messages of one burst are taken together. */
const GAP_MS = 10
/** A mail program shows some tens of kilobytes; this bounds what one message may cost the store. */
const TEXT_CHARACTERS_MAX = 1_000_000
/** Of one statement: some megabytes. */
const MANY_MAX = 1_000

export interface MailOptions {
  readonly work: Work
  readonly pg: Pg
  readonly listen: Listen
  readonly clock: Clock
  readonly config: Pick<Config, 'publicUrl'>
  readonly logger: Logger
  readonly metrics: Metrics
  readonly secrets: Pick<Secrets, 'seal' | 'open'>
  readonly egress: Egress
  /** For tests of what DNS may say. */
  readonly lookUpTxt?: TxtLookup
}

export interface OpenedMail extends Mail {
  /** Sends from now on; on nodes with the mail role. */
  start(): void
  /** Lets what is being handed over end. */
  stop(): Promise<void>
  /** Hands over now what is due; rejects with what went wrong on our side. */
  now(): Promise<void>
}

/** Queueing and reading work without `start`; nothing is sent before it, or a call of `now`. */
export function openMail(options: MailOptions): OpenedMail {
  return new MailQueue(options)
}

class MailQueue implements OpenedMail {
  readonly #options: MailOptions
  readonly #relays: Relays
  readonly #sender: Sender
  readonly #loop: Loop
  #deaf: (() => void) | undefined

  constructor(options: MailOptions) {
    this.#options = options
    this.#relays = new Relays({ ...options, ownName: new URL(options.config.publicUrl).hostname })
    this.#sender = new Sender({ ...options, relays: this.#relays })
    const { logger } = options
    this.#loop = openLoop({ name: 'mail', everyMs: EVERY_MS, gapMs: GAP_MS, logger, run: (turn) => this.#sender.run(turn) })
  }

  start(): void {
    this.#deaf = this.#options.listen.on(CHANNEL, () => this.#loop.wake())
    this.#loop.start()
  }

  async stop(): Promise<void> {
    this.#deaf?.()
    this.#deaf = undefined
    await this.#loop.stop()
    this.#relays.close()
    await this.#sender.leave()
  }

  now(): Promise<void> {
    return this.#loop.now()
  }

  async queue(tx: Tx, message: NewMail): Promise<string> {
    const queued = await insertMessage(tx, this.#written(message, await this.#domain(tx)))
    this.#wake(tx)
    return queued
  }

  async queueMany(tx: Tx, messages: readonly NewMail[]): Promise<void> {
    invariant(
      messages.every(({ confidential }) => !confidential),
      'what is confidential goes to one recipient',
    )
    invariant(messages.length <= MANY_MAX, `at most ${MANY_MAX} messages are queued at once`)
    const domain = await this.#domain(tx)
    await insertMessages(
      tx,
      messages.map((message) => this.#written(message, domain)),
    )
    this.#wake(tx)
  }

  async #domain(tx: Tx): Promise<string> {
    return messageDomain((await findRelay(tx))?.sender, this.#options.config.publicUrl)
  }

  /** `domain`: for the Message-ID. */
  #written(message: NewMail, domain: string): MessageWrite {
    check(message)
    const { clock, secrets } = this.#options
    const [id, at] = [uuidv7(), clock.now()]
    const texts = { text: message.text, html: message.html ?? null }
    const isConfidential = message.confidential ?? false
    const thread: Record<string, string> = message.thread === undefined ? {} : { References: threadId(message.thread, domain) }
    return {
      id,
      at,
      messageId: `<${id}@${domain}>`,
      confidential: isConfidential,
      idempotencyKey: message.idempotencyKey,
      recipient: message.to.address,
      recipientName: message.to.name,
      sender: message.from?.address ?? null,
      senderName: message.from?.name ?? null,
      replyTo: message.replyTo ?? null,
      subject: message.subject,
      ...(isConfidential ? { text: null, html: null, sealed: sealTexts(secrets, id, texts) } : { ...texts, sealed: null }),
      headers: { ...thread, ...message.headers },
      nature: message.nature,
      unsubscribeUrl: message.unsubscribeUrl ?? null,
      about: message.about,
      personId: message.personId ?? null,
      why: message.why,
      tryAt: message.sendAfter ?? at,
    }
  }

  async deliver(message: UrgentMail): Promise<Delivery> {
    check({ ...message, nature: 'program' })
    const relay = await this.#relays.current()
    if (relay === undefined) return { kind: 'no_relay', answer: '' }
    const cause = await this.#options.work.read((tx) => findSuppression(tx, message.to.address))
    if (cause !== undefined && cause !== 'unsubscribed') return { kind: 'suppressed', answer: cause }
    const domain = messageDomain(relay.sender.address, this.#options.config.publicUrl)
    const row = {
      messageId: urgentId(message.idempotencyKey, domain),
      recipient: message.to.address,
      recipientName: message.to.name,
      sender: null,
      senderName: null,
      replyTo: null,
      subject: message.subject,
      headers: message.thread === undefined ? {} : { References: threadId(message.thread, domain) },
      nature: 'program' as const,
      unsubscribeUrl: null,
      queuedAt: this.#options.clock.now(),
    }
    return relay.transport.send(composed(row, { text: message.text, html: message.html ?? null }, relay.sender), true)
  }

  cancel(tx: Tx, id: string): Promise<boolean> {
    return cancelMessage(tx, { id, at: this.#options.clock.now() })
  }

  async retry(tx: Tx, id: string): Promise<boolean> {
    const retried = await retryMessage(tx, { id, at: this.#options.clock.now() })
    if (retried) this.#wake(tx)
    return retried
  }

  find(tx: Tx, id: string): Promise<Message | undefined> {
    return findMessage(tx, id)
  }

  list(tx: Tx, ask: MessagesAsk): Promise<readonly MessageSummary[]> {
    return listMessages(tx, ask)
  }

  relay(tx: Tx): ReturnType<Mail['relay']> {
    return this.#relays.read(tx)
  }

  async setRelay(tx: Tx, change: RelayChange, version: number): Promise<boolean> {
    const changed = await this.#relays.change(tx, change, version)
    if (changed) this.#wake(tx)
    return changed
  }

  async tryRelay(): Promise<MailFinding> {
    const relay = await this.#relays.current()
    if (relay === undefined) return mailFinding('relay.missing')
    const outcome = await relay.transport.verify()
    if (outcome.kind === 'accepted') return mailFinding('relay.answers', { host: relay.host })
    return mailFinding('relay.refuses', { host: relay.host, answer: outcome.answer })
  }

  async checkDomain(): Promise<readonly MailFinding[]> {
    const relay = await this.#options.work.read((tx) => this.#relays.read(tx))
    if (relay === undefined) return []
    return checkDomain(this.#options.lookUpTxt ?? lookUpTxt, { sender: relay.sender.address, dkim: relay.dkim })
  }

  suppress(tx: Tx, suppression: Omit<Suppression, 'since'>): Promise<void> {
    return putSuppression(tx, { ...suppression, since: this.#options.clock.now() })
  }

  unsuppress(tx: Tx, address: string): Promise<boolean> {
    return deleteSuppression(tx, address)
  }

  suppressions(tx: Tx, page: { readonly after: string | null; readonly limit: number }): Promise<readonly Suppression[]> {
    return listSuppressions(tx, page)
  }

  async standing(tx: Tx): ReturnType<Mail['standing']> {
    return { configured: (await findRelay(tx)) !== undefined, ...(await findStanding(tx, this.#options.clock.now())) }
  }

  held(tx: Tx, of: MailSubject): AsyncIterable<HeldMessage> {
    return heldMessages(tx, of)
  }

  erase(tx: Tx, of: MailSubject): Promise<MailErased> {
    return eraseFromMail(tx, of)
  }

  removeOld(tx: Tx, what: { readonly before: Instant; readonly limit: number }): Promise<number> {
    return deleteOld(tx, what)
  }

  #wake(tx: Tx): void {
    const { work, logger } = this.#options
    work.afterCommit(tx, () => {
      this.#loop.wake()
      if (this.#deaf !== undefined) return
      work
        .read((read) => wakeOthers(read, CHANNEL))
        .catch((err: unknown) => logger.warn({ err }, 'could not wake the nodes that send mail'))
    })
  }
}

type Checked = Pick<NewMail, 'to' | 'from' | 'headers' | 'nature' | 'unsubscribeUrl' | 'text' | 'html' | 'subject'>

/** What a part hands over is its own making, so a fault in it is a defect of ours. */
function check(message: Checked): void {
  const { to, from, headers = {}, nature, unsubscribeUrl, text, html = '', subject } = message
  for (const { address } of from === undefined ? [to] : [to, from]) {
    invariant(/^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+$/.test(address), 'a mail address has the form name@domain')
  }
  invariant(badHeaders(headers).length === 0, `a part may not set the headers ${badHeaders(headers).join(', ')}`)
  invariant(nature !== 'bulk' || unsubscribeUrl !== undefined, 'what is sent in bulk can be stopped by its recipient')
  invariant(!/[\r\n\0]/.test(subject), 'a subject is one line')
  invariant(text.length + html.length <= TEXT_CHARACTERS_MAX, `a message has at most ${TEXT_CHARACTERS_MAX} characters`)
}
