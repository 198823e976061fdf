/**
 * Live messages over NOTIFY: one path for this node and all others, so that what works on one node works on twenty. Messages
 * gather for some milliseconds and go out in one statement.
 */
import { sql } from 'kysely'
import { invariant } from '#kit/fault.ts'
import { LIVE_MESSAGE_BYTES_MAX, type Live, type LiveMessage } from '../live.ts'
import type { Logger } from '../logger.ts'
import { openLoop } from '../loop.ts'
import type { Listen } from '../pg/listen.ts'
import { named } from '../pg/tx.ts'
import type { Work } from '../work.ts'

const CHANNEL = 'pitcrew_live'
/** A person sees no difference, and a burst becomes one statement. */
const GATHER_MS = 20
/** While the database is away messages gather up to here; then the oldest are dropped, since a later look tells the same. */
const WAITING_MAX = 1_000

export interface LiveOptions {
  readonly listen: Listen
  readonly work: Work
  readonly logger: Logger
}

/** Messages told before `start` wait for it. */
export interface OpenedLive extends Live {
  start(): void
  stop(): Promise<void>
}

/** Hears through `listen`, speaks through `work`. */
export function openLive({ listen, work, logger }: LiveOptions): OpenedLive {
  const listeners = new Set<(message: LiveMessage) => void>()
  let waiting: string[] = []
  let dropping = false
  let deaf: (() => void) | undefined

  const send = async (): Promise<void> => {
    const messages = waiting
    waiting = []
    try {
      await work.read((tx) =>
        named(tx, 'live.send', sql`select pg_notify(${CHANNEL}, message) from unnest(${messages}::text[]) as message`),
      )
      dropping = false
    } catch (error) {
      waiting = [...messages, ...waiting].slice(-WAITING_MAX)
      throw error
    }
  }

  const drop = (): void => {
    waiting.shift()
    if (!dropping) logger.warn({ kept: WAITING_MAX }, 'live messages are dropped while the database is away')
    dropping = true
  }

  const receive = (payload: string | null): void => {
    if (payload === null) return
    const message = JSON.parse(payload) as LiveMessage
    for (const listener of listeners) {
      try {
        listener(message)
      } catch (error) {
        logger.error({ err: error, topic: message.topic }, 'a listener of live messages failed')
      }
    }
  }

  const loop = openLoop({ name: 'live', everyMs: Infinity, gapMs: GATHER_MS, run: send, logger })

  return {
    start: () => {
      deaf = listen.on(CHANNEL, receive)
      loop.start()
    },
    stop: async () => {
      deaf?.()
      await loop.stop()
    },
    tell: (message) => {
      const text = JSON.stringify(message)
      invariant(
        Buffer.byteLength(text) <= LIVE_MESSAGE_BYTES_MAX,
        `a live message about ${message.topic} stays below ${LIVE_MESSAGE_BYTES_MAX} bytes`,
      )
      waiting.push(text)
      if (waiting.length > WAITING_MAX) drop()
      loop.wake()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
