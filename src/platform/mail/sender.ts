/**
 * Hands messages over to the relay, some at a time.
 *
 * A message is marked as being sent before the relay hears of it, and what became of it is noted before the next one is taken. So
 * between the relay's acceptance and our note lies one message for each connection, and only those are sent twice when the process
 * dies there; see presence.ts. While the relay is in trouble one message tries it now and then and all others wait.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Counter } from 'prom-client'
import { uuidv7 } from 'uuidv7'
import { later, type Instant } from '#kit/time.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { Turn } from '../loop.ts'
import type { Metrics } from '../metrics.ts'
import { isUnavailable } from '../pg/failures.ts'
import type { Pg } from '../pg/pool.ts'
import type { Work } from '../work.ts'
import { composed } from './compose.ts'
import type { Outcome } from './outcome.ts'
import { SenderPresence } from './presence.ts'
import { CONNECTIONS_MAX, type OpenRelay, type Relays } from './relays.ts'
import { nextStep, troubleMs } from './retry-plan.ts'
import { claimMessage, findSenders, settleMessage, takeBack, type Claimed, type Settlement } from './store/messages.ts'
import { openTexts, type Sealing } from './texts.ts'

/** While the store is away nothing can be noted; what the relay took is remembered here meanwhile. */
const NOTE_AGAIN_MS = 1_000

export interface SenderOptions {
  readonly work: Work
  readonly pg: Pg
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
  readonly secrets: Sealing
  readonly relays: Relays
}

export class Sender {
  readonly #options: SenderOptions
  /** Names this process as a sender. */
  readonly #id = uuidv7()
  readonly #presence: SenderPresence
  readonly #attempts: Counter<'outcome'>
  readonly #repeats: Counter<'reason'>
  #troubles = 0
  #pausedUntil: Instant | undefined
  #relayVersion = 0

  constructor(options: SenderOptions) {
    this.#options = options
    this.#presence = new SenderPresence(options.pg, this.#id)
    this.#attempts = options.metrics.counter('pitcrew_mail_attempts_total', 'Attempts to hand a message over, by how they ended', [
      'outcome',
    ])
    this.#repeats = options.metrics.counter(
      'pitcrew_mail_repeats_total',
      'Messages sent again although the relay may have taken them already, under the same Message-ID',
      ['reason'],
    )
  }

  /** Hands over what is due; ends when nothing is, or when the relay is in trouble. */
  async run(turn: Turn): Promise<void> {
    await this.#presence.hold()
    await this.#takeBackFromDead()
    const relay = await this.#options.relays.current()
    if (relay === undefined || this.#isPaused(relay)) return
    const crew = this.#troubles > 0 ? 1 : CONNECTIONS_MAX
    await Promise.all(Array.from({ length: crew }, () => this.#work(relay, turn)))
  }

  leave(): Promise<void> {
    return this.#presence.leave()
  }

  async #work(relay: OpenRelay, turn: Turn): Promise<void> {
    while (!turn.stopping() && !this.#isPaused(relay)) {
      const { work, clock } = this.#options
      const message = await work.run((tx) => claimMessage(tx, { sender: this.#id, now: clock.now() }))
      if (message === undefined) return
      await this.#settle(await this.#send(relay, message), turn)
    }
  }

  async #send(relay: OpenRelay, message: Claimed): Promise<Settlement> {
    const base = { id: message.id, sender: this.#id, attempts: message.attempts }
    const over = { ...base, at: this.#options.clock.now(), tryAt: null, isNews: true }
    if (stops(message)) return { ...over, state: 'suppressed', answer: `The address is on the suppression list (${message.suppression}).` }
    const texts = openTexts(this.#options.secrets, message)
    if (texts === undefined) return { ...over, state: 'failed', answer: 'The text of this message was forgotten.' }
    const outcome = await relay.transport.send(composed(message, texts, relay.sender), message.sender === null)
    this.#note(outcome, relay)
    const now = this.#options.clock.now()
    const next = nextStep(outcome.kind, { attempts: message.attempts, troubles: this.#troubles, now })
    const isNews = outcome.kind !== 'relay_trouble' || outcome.answer !== message.answer
    return { ...base, ...next, at: now, answer: outcome.answer, isNews }
  }

  #note({ kind, answer }: Outcome, relay: OpenRelay): void {
    const { logger, clock } = this.#options
    this.#attempts.inc({ outcome: kind })
    if (kind === 'answer_lost') this.#repeats.inc({ reason: 'answer_lost' })
    if (kind !== 'relay_trouble') {
      if (this.#troubles > 0) logger.info({ relay: relay.host }, 'the relay takes mail again')
      this.#troubles = 0
      this.#pausedUntil = undefined
      return
    }
    if (this.#troubles === 0) logger.warn({ relay: relay.host, answer }, 'the relay takes no mail; messages wait')
    // What the connections of one moment meet is one trouble.
    if (this.#isPaused(relay)) return
    this.#troubles += 1
    this.#pausedUntil = later(clock.now(), troubleMs(this.#troubles))
  }

  /** Never gives up while the process lives: the relay has spoken, and only we know what it said. */
  async #settle(settlement: Settlement, turn: Turn): Promise<void> {
    const { work, logger } = this.#options
    for (;;) {
      try {
        const isOurs = await work.run((tx) => settleMessage(tx, settlement))
        if (!isOurs) logger.warn({ message: settlement.id, state: settlement.state }, 'another node sends this message again')
        return
      } catch (error) {
        if (!isUnavailable(error) || turn.stopping()) throw error
        await wait(NOTE_AGAIN_MS)
      }
    }
  }

  async #takeBackFromDead(): Promise<void> {
    const { work, clock, logger } = this.#options
    const answer = 'The process that was sending this ended before it could note what the relay said; it is sent again.'
    for (const sender of await this.#presence.dead(await work.read(findSenders))) {
      const count = await work.run((tx) => takeBack(tx, { sender, at: clock.now(), answer }))
      this.#repeats.inc({ reason: 'sender_died' }, count)
      logger.warn({ sender, count }, 'took back the messages of a sender that died')
    }
  }

  /** A relay that was changed gets its chance at once. */
  #isPaused({ version }: OpenRelay): boolean {
    if (version !== this.#relayVersion) {
      this.#relayVersion = version
      this.#troubles = 0
      this.#pausedUntil = undefined
    }
    return this.#pausedUntil !== undefined && this.#options.clock.now() < this.#pausedUntil
  }
}

/** An address that unsubscribed still gets what it asks for, such as a reset link. */
function stops({ suppression, nature }: Claimed): boolean {
  return suppression !== null && (suppression !== 'unsubscribed' || nature === 'bulk')
}
