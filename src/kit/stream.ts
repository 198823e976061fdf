/**
 * The live stream on the wire: server-sent events from `STREAM_PATH`. The browser resumes with Last-Event-ID by itself, or asks
 * for `?after=<seq>`.
 *
 * | event | data | what the browser does |
 * |---|---|---|
 * | `hello` | StreamHello | nothing: the stream stands |
 * | `event` | StreamedEvent | reads anew what shows the record |
 * | `live` | StreamedLive | applies the values to what subscribed to the topic |
 * | `reset` | StreamReset | reads everything anew |
 * | `access` | {} | reads `me` anew; the stream ends and connects again |
 */
import type { ActorRef } from './event.ts'

export const STREAM_PATH = '/api/pitcrew/v1/stream'

export interface StreamHello {
  /** seq of the newest event. */
  readonly head: number
}

/**
 * What a browser learns of an event: that it happened, to which record, by whom. Particulars are left out, since who may see the
 * record may still not see each of its fields.
 */
export interface StreamedEvent {
  readonly seq: number
  readonly id: string
  readonly kind: string
  /** RFC 3339 */
  readonly at: string
  /** Prefixed id for persons and keys, else a name. */
  readonly actor: { readonly kind: ActorRef['kind']; readonly id: string }
  /** `kind` is a key of the table of prefixes; the id is prefixed. */
  readonly record: { readonly kind: string; readonly id: string }
  readonly client: string | null
  readonly application: string | null
}

/** Fresh values that are no event; one may be lost, so a later read gives them as well. */
export interface StreamedLive {
  readonly topic: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Why what is on screen can no longer be kept up to date. */
export interface StreamReset {
  readonly reason: 'missed_too_much' | 'log_is_shorter' | 'too_slow'
}
