/**
 * Hands page messages over to channels. Woken when the transaction that queued them has committed, here at once and on other nodes
 * through a live message; a sweep each second covers lost wake-ups and what is tried again.
 *
 * A message is taken for this node for as long as a channel may need, then handed over outside any transaction, then what became of it
 * is noted. A process that dies in between loses nothing: when its time is up, another one hands the same message over under the same
 * key, by which channels know it. Only between a channel's acceptance and their own note can it be sent twice, and that is counted.
 */
import { uuidv7 } from 'uuidv7'
import { common, Fault } from '#kit/fault.ts'
import { instant, later } from '#kit/time.ts'
import type { Live } from '#platform/live.ts'
import type { Tx } from '#platform/work.ts'
import { organisationScope } from '#core/identity/public.ts'
import { BEAT_EVERY_MS, HAND_OVER_LEASE_MS, HAND_OVERS_AT_ONCE_MAX } from '../domain/limits.ts'
import { READ_PAGES } from '../domain/permissions.ts'
import { claimPageMessage, type PageMessageRow } from '../store/messages.ts'
import { setBeat } from '../store/pager.ts'
import { composed } from './compose.ts'
import type { Paging } from './paging.ts'
import { noteHandedOver, noteReceipts } from './settle-message.ts'

const WAKE_TOPIC = 'oncall.queued'

export class Courier {
  readonly #paging: Paging
  readonly #live: Live
  /** Names this process. */
  readonly #node = uuidv7()
  readonly #outcomes
  readonly #repeats
  readonly #lateness
  /** Only nodes with the worker role hand over: the first sweep says that this is one. */
  #isWorker = false
  #running = 0
  #beatAt = instant(0)

  constructor(platform: Paging['platform'] & { readonly live: Live }, channels: Paging['channels']) {
    const { metrics, live } = platform
    this.#paging = { platform, channels, wake: (tx) => this.#wakeAfter(tx) }
    this.#live = live
    this.#outcomes = metrics.counter('pitcrew_page_messages_total', 'Page messages handed over, by channel and what came of it', [
      'channel',
      'outcome',
    ])
    this.#repeats = metrics.counter(
      'pitcrew_page_repeats_total',
      'Page messages handed over again under the same key, because nobody noted what became of them',
      ['channel'],
    )
    this.#lateness = metrics.histogram(
      'pitcrew_page_wait_seconds',
      'Time from queueing a page message to its channel taking it',
      [],
      [0.05, 0.1, 0.3, 1, 3, 10, 30],
    )
    live.subscribe(({ topic }) => {
      if (topic === WAKE_TOPIC) this.#wake()
    })
  }

  /** What acts on pages need. */
  get paging(): Paging {
    return this.#paging
  }

  /** Each second on nodes that work: what a lost wake-up left, what is tried again, what providers reported. */
  async sweep(): Promise<void> {
    this.#isWorker = true
    await this.#drain()
    await noteReceipts(this.#paging)
    await this.#beat()
  }

  /** What waits is handed over here, whatever this node's role: nobody else does. */
  takeOver(): Promise<void> {
    return this.#drain()
  }

  /** Says that a node empties the queue. */
  async #beat(): Promise<void> {
    const { work, clock } = this.#paging.platform
    const now = clock.now()
    if (now < later(this.#beatAt, BEAT_EVERY_MS)) return
    await work.run((tx) => setBeat(tx, now))
    this.#beatAt = now
  }

  #wakeAfter(tx: Tx): void {
    this.#paging.platform.work.afterCommit(tx, () => {
      this.#live.tell({ topic: WAKE_TOPIC, scope: organisationScope, permission: READ_PAGES, data: {} })
      this.#wake()
    })
  }

  #wake(): void {
    if (!this.#isWorker) return
    // The sweep of the next second tries again and tells if it fails too.
    this.#drain().catch((error: unknown) => this.#tell(error))
  }

  #tell(error: unknown): void {
    const isAway = error instanceof Fault && error.code === common.store_unavailable
    if (!isAway) this.#paging.platform.logger.error({ err: error }, 'handing pages over failed')
  }

  /** Claims one after the other and waits for none of them, up to as many as there may be; resolves when nothing is due any more. */
  async #drain(): Promise<void> {
    const crew = new Set<Promise<void>>()
    for (;;) {
      while (this.#running >= HAND_OVERS_AT_ONCE_MAX && crew.size > 0) await Promise.race(crew)
      if (this.#running >= HAND_OVERS_AT_ONCE_MAX) return
      const message = await this.#claim()
      if (message === undefined) break
      this.#running += 1
      // Nobody may be waiting for it yet, or any more, when it fails; the message comes again when its time is up.
      const handing = this.#handOver(message)
        .catch((error: unknown) => this.#tell(error))
        .finally(() => {
          this.#running -= 1
          crew.delete(handing)
        })
      crew.add(handing)
    }
    await Promise.all(crew)
  }

  #claim(): Promise<PageMessageRow | undefined> {
    const { work, clock } = this.#paging.platform
    const now = clock.now()
    return work.run((tx) => claimPageMessage(tx, { node: this.#node, now, until: later(now, HAND_OVER_LEASE_MS) }))
  }

  async #handOver(message: PageMessageRow): Promise<void> {
    const { platform, channels } = this.#paging
    if (message.repeats > 0) this.#repeats.inc({ channel: message.channel })
    const handed = await channels.handOver(await composed(platform, message))
    this.#outcomes.inc({ channel: message.channel, outcome: handed.state === 'failed' ? handed.reason : handed.state })
    const now = platform.clock.now()
    if (handed.state === 'handed_over') this.#lateness.observe(Math.max(0, now - message.queuedAt) / 1_000)
    await noteHandedOver(this.#paging, { message, handed, at: now })
  }
}
