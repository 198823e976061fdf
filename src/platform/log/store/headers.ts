/** The columns that make an event's header, and the way from a row to the header that is hashed. */
import type { ActorRef, Audience } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import type { Header } from '../header.ts'

export const HEADER_COLUMNS = [
  'id',
  'kind',
  'version',
  'at',
  'actor_kind',
  'actor_id',
  'record_kind',
  'record_id',
  'client_id',
  'application_id',
  'audience',
  'subject',
  'particulars_digest',
  'personal_digest',
] as const

/** A row of either table, as far as the header goes. */
export interface HeaderRow {
  readonly id: string
  readonly kind: string
  readonly version: number
  readonly at: Instant
  readonly actor_kind: ActorRef['kind']
  readonly actor_id: string
  readonly record_kind: string
  readonly record_id: string
  readonly client_id: string | null
  readonly application_id: string | null
  readonly audience: Audience
  readonly subject: string | null
  readonly particulars_digest: Buffer
  readonly personal_digest: Buffer | null
}

/** The header of a stored row at its place in the log. */
export function headerOf(row: HeaderRow, seq: number): Header {
  return {
    seq,
    id: row.id,
    kind: row.kind,
    version: row.version,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    record: { kind: row.record_kind, id: row.record_id },
    scope: { clientId: row.client_id, applicationId: row.application_id, audience: row.audience },
    subject: row.subject,
    particularsDigest: row.particulars_digest,
    personalDigest: row.personal_digest,
  }
}
