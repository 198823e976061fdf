/** Hands sealed events to the listeners of this node, in order. */
import type { SealedEvent } from '#kit/event.ts'
import type { Logger } from '../logger.ts'
import type { Work } from '../work.ts'
import type { EventReader } from './reader.ts'
import { findEvents } from './store/events.ts'
import { findHead } from './store/pending.ts'

/** Events in one call of a listener. */
const BATCH_MAX = 500

type Listener = (events: readonly SealedEvent[]) => void

export interface FollowersOptions {
  readonly work: Work
  readonly reader: EventReader
  readonly logger: Logger
}

export class Followers {
  readonly #options: FollowersOptions
  readonly #listeners = new Set<Listener>()
  #seq: number | undefined

  constructor(options: FollowersOptions) {
    this.#options = options
  }

  /** Starts at the end of the log as it is now. */
  async start(): Promise<void> {
    this.#seq = (await this.#options.work.read(findHead))?.seq ?? 0
  }

  follow(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Reads what is new and hands it on. */
  async run(): Promise<void> {
    for (let read = BATCH_MAX; read === BATCH_MAX;) read = await this.#batch()
  }

  async #batch(): Promise<number> {
    const { work, reader } = this.#options
    if (this.#seq === undefined) return 0
    if (this.#listeners.size === 0) {
      const head = await work.read(findHead)
      // Somebody who came while we asked must not miss what was sealed since.
      if (this.#listeners.size === 0) this.#seq = head?.seq ?? 0
      return 0
    }
    const after = this.#seq
    const events = await work.read(async (tx) => reader.read(tx, await findEvents(tx, { after, limit: BATCH_MAX })))
    this.#seq = events.at(-1)?.seq ?? after
    if (events.length > 0) for (const listener of this.#listeners) this.#tell(listener, events)
    return events.length
  }

  #tell(listener: Listener, events: readonly SealedEvent[]): void {
    try {
      listener(events)
    } catch (error) {
      this.#options.logger.error({ err: error }, 'a listener of the event log failed')
    }
  }
}
