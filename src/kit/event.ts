/**
 * Event declarations: the published language. Each feature has one file in src/events; reading that folder is reading the
 * choreography of the program.
 */
import { z } from 'zod'
import type { Thing } from './ids.ts'
import type { Instant } from './time.ts'

/** Who did it. `system` acts carry the name of the job or reaction as id; others carry a UUID. */
export interface ActorRef {
  readonly kind: 'person' | 'contact' | 'api_key' | 'system' | 'nobody'
  readonly id: string
}

/**
 * Who may see a record: only whoever has the clearance or is admitted to it by name, everybody in the support organisation, also the
 * client's contacts, or also the public.
 */
export type Audience = 'restricted' | 'internal' | 'client' | 'public'

/** Where a record belongs; null client and application mean the organisation itself. UUIDs. */
export interface Scope {
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly audience: Audience
  /** UUID of the record itself; given where it is restricted, because people are admitted to single records. */
  readonly recordId?: string
}

/** The thing an event is about. */
export interface RecordRef {
  readonly kind: Thing
  /** UUID */
  readonly id: string
}

export interface EventKind<P extends z.ZodType = z.ZodType> {
  /** `<thing>.<past participle>`, for example `application.created`. */
  readonly kind: string
  /** Rises when the shape of particulars changes; older rows are lifted by upcasters. */
  readonly version: number
  /** What happened, as the timeline says it; may name particulars in braces: `renamed to {name}`. */
  readonly sentence: string
  readonly particulars: P
  /** Names of particulars that are personal; they are stored encrypted under the key of the person in `subject`. */
  readonly personal: readonly string[]
  /** Lifts particulars written by version N to N + 1; keyed by N. Pure. */
  readonly upcasters: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>
}

/** Declares an event: version 1 without personal particulars or upcasters unless said. */
export function defineEvent<P extends z.ZodType>(
  kind: string,
  declared: { version?: number; sentence: string; particulars: P; personal?: readonly string[]; upcasters?: EventKind['upcasters'] },
): EventKind<P> {
  return {
    kind,
    version: declared.version ?? 1,
    sentence: declared.sentence,
    particulars: declared.particulars,
    personal: declared.personal ?? [],
    upcasters: declared.upcasters ?? {},
  }
}

/** What an action hands to `publish`. */
export interface EventDraft<P extends z.ZodType = z.ZodType> {
  readonly event: EventKind<P>
  readonly actor: ActorRef
  readonly record: RecordRef
  readonly scope: Scope
  readonly at: Instant
  readonly particulars: z.input<P>
  /** UUID of the person whose key encrypts the personal particulars; required when the kind has any. */
  readonly subject?: string
}

/** A sealed event as readers of the log get it; particulars are lifted to the current version and decrypted (erased ones are null). */
export interface SealedEvent {
  /** Gap-free position in the log, from 1. */
  readonly seq: number
  /** UUID */
  readonly id: string
  readonly kind: string
  readonly version: number
  readonly at: Instant
  readonly actor: ActorRef
  readonly record: RecordRef
  readonly scope: Scope
  readonly particulars: Readonly<Record<string, unknown>>
}
