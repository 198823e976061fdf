/**
 * One browser's live stream: what it has seen, what still has to be read from the log, and how much may wait in its buffer.
 *
 * States: *catching up* (reads the log from where the browser was), then *live* (the hub hands over what is sealed), then *ended*.
 * The switch to live happens in the same turn as the check that nothing newer was sealed, so no event falls between.
 */
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { SealedEvent } from '#kit/event.ts'
import type { Caller } from './handlers.ts'
import { eventLine, resetLine, type SeesEvent } from './stream-wire.ts'

/** A browser that was away longer reads its pages anew, which is cheaper than replaying. */
export const STREAM_MISSED_MAX = 10_000
/** About 1,000 events. A browser that has not read that much when more comes does not keep up and starts anew. */
export const STREAM_BUFFER_BYTES_MAX = 256 * 1024
/** Events read from the log at once while catching up. */
const CATCH_UP_BATCH = 500
/** A closed stream may take this long to take its last line. */
const FAREWELL_MS = 1_000

export interface StreamReader {
  readonly caller: Caller
  readonly sees: SeesEvent
  readonly read: (after: number, limit: number) => Promise<readonly SealedEvent[]>
  /** seq of the newest event that the hub has heard of. */
  readonly newest: () => number
}

export class StreamClient {
  readonly caller: Caller
  readonly #out: ServerResponse
  readonly #reader: StreamReader
  #state: 'catching_up' | 'live' | 'ended' = 'catching_up'
  #seq: number

  constructor(out: ServerResponse, reader: StreamReader, startSeq: number) {
    this.caller = reader.caller
    this.#out = out
    this.#reader = reader
    this.#seq = startSeq
    out.once('close', () => (this.#state = 'ended'))
  }

  /** Sends what was missed, then goes live. */
  async catchUp(): Promise<void> {
    const { read, newest } = this.#reader
    while (this.#state === 'catching_up' && this.#seq < newest()) {
      const events = await read(this.#seq, CATCH_UP_BATCH)
      for (const event of events) this.#pass(event)
      if (events.length === 0) break
      if (this.#out.writableNeedDrain) await Promise.race([once(this.#out, 'drain'), once(this.#out, 'close')])
    }
    if (this.#state === 'catching_up') this.#state = 'live'
  }

  /** Sealed events in order; what was passed already is skipped. */
  offer(events: readonly SealedEvent[]): void {
    if (this.#state !== 'live' || this.#isBehind()) return
    for (const event of events) this.#pass(event)
  }

  /** A line that is no event of the log. */
  tell(line: string): void {
    if (this.#state !== 'live' || this.#isBehind()) return
    this.#out.write(line)
  }

  /** Keeps proxies from closing the connection, and moves the browser's position past events that it may not see. */
  beat(): void {
    if (this.#state === 'live') this.#out.write(`: beat\nid: ${this.#seq}\n\n`)
  }

  /** `line` says why; the browser connects again by itself. */
  end(line: string): void {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    this.#out.end(line)
    const timer = setTimeout(() => this.#out.destroy(), FAREWELL_MS)
    this.#out.once('close', () => clearTimeout(timer))
  }

  #pass(event: SealedEvent): void {
    if (event.seq <= this.#seq || this.#state === 'ended') return
    this.#seq = event.seq
    if (this.#reader.sees(this.caller, event)) this.#out.write(eventLine(event))
  }

  /** Judged by what is left of earlier writes: a large batch alone is no reason. Ends the stream when it is behind. */
  #isBehind(): boolean {
    if (this.#out.writableLength <= STREAM_BUFFER_BYTES_MAX) return false
    this.end(resetLine('too_slow'))
    return true
  }
}
