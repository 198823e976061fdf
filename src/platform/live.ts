/**
 * Live messages to browsers over SSE. Sealed events are relayed by themselves; this is for what is not an event (fresh
 * figures, presence, job runs). Reaches every node through NOTIFY; a message may be lost, so it must only say "look again" or
 * carry values that a later read gives as well.
 */
import type { Scope } from '#kit/event.ts'

/** PostgreSQL's limit for a NOTIFY payload is 8,000 bytes. */
export const LIVE_MESSAGE_BYTES_MAX = 7_500

export interface LiveMessage {
  /** `<area>.<noun>`; the browser subscribes by topic. */
  readonly topic: string
  /** Only callers who may see this scope get it. */
  readonly scope: Scope
  /** The permission needed beside the scope, for example `monitoring.figures.read`. */
  readonly permission: string
  /** UUID: only this person's browsers get it, whatever scope and permission say. */
  readonly personId?: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Live {
  tell(message: LiveMessage): void
  /** Returns the function that ends the subscription. */
  subscribe(listener: (message: LiveMessage) => void): () => void
}
