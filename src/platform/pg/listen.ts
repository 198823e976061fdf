/**
 * The one connection that listens. NOTIFY only ever wakes: what a message says must be true again on a later look, because a
 * message that is sent while the connection is down is lost. After each reconnection every listener is called with `null`: look
 * again, you may have missed something.
 *
 * Needs a direct connection: a pooler in transaction mode does not carry LISTEN.
 */
import type pg from 'pg'
import type { Logger } from '../logger.ts'
import type { Pg } from './pool.ts'

const RECONNECT_FIRST_MS = 100
/** Loops sweep each second anyway; asking a server that is away more slowly than this would only lengthen the outage. */
const RECONNECT_LAST_MS = 2_000

/** Gets the payload, or null after a reconnection. */
export type Listener = (payload: string | null) => void

export interface Listen {
  /** Resolves with the first connection; later ones are made in the background for ever until `stop`. */
  start(): Promise<void>
  stop(): Promise<void>
  /** `channel` is a plain lower-case name. Returns the function that ends it. */
  on(channel: string, listener: Listener): () => void
}

/** Channels may be named before and after `start`. */
export function openListen({ pg, logger }: { readonly pg: Pg; readonly logger: Logger }): Listen {
  const listeners = new Map<string, Set<Listener>>()
  let client: pg.Client | undefined
  let started = false
  let retry: NodeJS.Timeout | undefined
  /** The driver wants one statement after the other. */
  let asked: Promise<unknown> = Promise.resolve()

  const connect = async (): Promise<void> => {
    const fresh = await pg.connect()
    fresh.on('notification', ({ channel, payload }) => tell(listeners.get(channel), payload ?? ''))
    try {
      for (const channel of listeners.keys()) await fresh.query(`listen ${channel}`)
    } catch (error) {
      await fresh.end()
      throw error
    }
    if (!started) return fresh.end()
    fresh.on('end', () => reconnectLater(RECONNECT_FIRST_MS))
    client = fresh
  }

  const reconnectLater = (waitMs: number): void => {
    client = undefined
    if (!started) return
    retry = setTimeout(() => {
      connect().then(
        () => listeners.forEach((of) => tell(of, null)),
        () => reconnectLater(Math.min(waitMs * 2, RECONNECT_LAST_MS)),
      )
    }, waitMs)
  }

  const tell = (of: ReadonlySet<Listener> | undefined, payload: string | null): void => {
    for (const listener of of ?? []) {
      try {
        listener(payload)
      } catch (error) {
        logger.error({ err: error }, 'a listener failed')
      }
    }
  }

  return {
    start: async () => {
      started = true
      await connect()
    },
    stop: async () => {
      started = false
      clearTimeout(retry)
      await client?.end()
    },
    on: (channel, listener) => {
      const of = listeners.get(channel) ?? new Set()
      listeners.set(channel, of.add(listener))
      if (of.size === 1)
        asked = asked
          .then(() => client?.query(`listen ${channel}`))
          .catch((err: unknown) => logger.warn({ err, channel }, 'could not listen'))
      return () => of.delete(listener)
    },
  }
}
