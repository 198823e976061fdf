/** What the event log offers to modules. Appending happens inside the caller's transaction; everything else reads. */
import type { z } from 'zod'
import type { Audience, EventDraft, SealedEvent } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '../work.ts'

/** Result of walking the whole chain. */
export interface Verification {
  readonly ok: boolean
  readonly fromSeq: number
  readonly toSeq: number
  /** The first event whose hash, sequence or checkpoint does not fit, with what was expected and found. */
  readonly fault: { readonly seq: number; readonly what: string } | null
  /** Hash of the last event, lower-case hex; compare it with what was exported off the machine. */
  readonly head: string
}

/**
 * One part of what a reader may see: events of this client and application (null: of any, and of none) whose audience is
 * listed. A reader sees what one of the parts lets through; no part at all lets nothing through.
 */
export interface VisibleScope {
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly audiences: readonly Audience[]
  /** Only of these records. UUIDs; of any unless said. */
  readonly recordIds?: readonly string[]
}

/** Most events in one page. */
export const EVENTS_PAGE_MAX = 200

export interface EventsQuery {
  readonly visible: readonly VisibleScope[]
  /** Only events with a lower seq; null begins at the newest. */
  readonly before: number | null
  /** At most EVENTS_PAGE_MAX. */
  readonly limit: number
}

export interface EventSearch extends EventsQuery {
  readonly kind?: string
  readonly actorId?: string
  /** UUID */
  readonly recordId?: string
  /** Inclusive. */
  readonly from?: Instant
  /** Exclusive. */
  readonly to?: Instant
}

/** Newest first; `before` continues on the next page, null when this was the last. */
export interface EventsPage {
  readonly items: readonly SealedEvent[]
  readonly before: number | null
}

/** A record on which a reaction failed; its later events wait behind it. */
export interface ParkedRecord {
  /** UUID of the parked event that failed; `retryParked` takes it. */
  readonly id: string
  readonly reaction: string
  /** UUID */
  readonly recordId: string
  readonly seq: number
  readonly attempts: number
  readonly error: string
  readonly parkedAt: Instant
  /** Null: tried no more until somebody asks. */
  readonly retryAt: Instant | null
  /** Events of the record that wait, the failed one included. */
  readonly waiting: number
}

export interface Standing {
  /** Committed events that wait for their place. */
  readonly unsealed: number
  /** Each reaction of this node, and `facts`, with the seq up to which it has dealt with the log. */
  readonly readers: readonly { readonly name: string; readonly seq: number }[]
}

export interface EventLog {
  /** Appends in the caller's transaction, unsealed; sealed within milliseconds after commit. Returns the event's UUID. */
  publish<P extends z.ZodType>(tx: Tx, draft: EventDraft<P>): Promise<string>
  /** Sealed events with seq > `after`, ascending, at most `limit`. */
  read(after: number, limit: number): Promise<readonly SealedEvent[]>
  /** seq of the last sealed event; 0 for an empty log. */
  head(): Promise<number>
  /** How far sealing and everything that follows the log have come. */
  standing(): Promise<Standing>
  /** Called on this node after sealing, in order, at least once per event while subscribed. Returns the function that ends it. */
  follow(listener: (events: readonly SealedEvent[]) => void): () => void
  /** Resolves when everything committed before the call is sealed and every reaction has passed it; for tests and shutdown. */
  settle(): Promise<void>
  verify(onProgress?: (seq: number) => void): Promise<Verification>
  /** The timeline of a record, newest first. */
  eventsOf(recordId: string, query: EventsQuery): Promise<EventsPage>
  /** The audit trail: newest first, all given filters hold. */
  search(query: EventSearch): Promise<EventsPage>
  /** Oldest first, after the parked id `after`, at most `limit`. */
  parked(page: { readonly after: string | null; readonly limit: number }): Promise<readonly ParkedRecord[]>
  /** Runs the reaction on the record's waiting events now. False when it failed again or nothing waits under this id. */
  retryParked(id: string): Promise<boolean>
  /** Signed checkpoints as JSON lines, oldest first, for keeping off the machine. */
  checkpointLines(): AsyncIterable<string>
}
