/**
 * What the chain proves. The hash of an event is SHA-256 over a domain tag, the hash of the event before it and the canonical
 * JSON (RFC 8785) of its header. The header holds the digests of the particulars' stored bytes, so that erasing a person's key
 * changes nothing that is hashed. Pure; the format is stable for ever, a change would be a new domain tag.
 */
import { hash } from 'node:crypto'
import type { ActorRef, RecordRef, Scope } from '#kit/event.ts'
import { toIso, type Instant } from '#kit/time.ts'

/** Keeps our hashes apart from every other use of SHA-256 over JSON. */
const DOMAIN_TAG = Buffer.from('pitcrew.event.v1\n')

/** Stands before the first event. */
export const GENESIS = Buffer.alloc(32)

/** Everything about an event that its hash proves. Digests are SHA-256 of the stored bytes; personal ones null when nothing personal was kept. */
export interface Header {
  readonly seq: number
  readonly id: string
  readonly kind: string
  readonly version: number
  readonly at: Instant
  readonly actor: ActorRef
  readonly record: { readonly kind: string; readonly id: RecordRef['id'] }
  readonly scope: Scope
  readonly subject: string | null
  readonly particularsDigest: Uint8Array
  readonly personalDigest: Uint8Array | null
}

/** 32 bytes. */
export function digest(bytes: Uint8Array | string): Buffer {
  return hash('sha256', bytes, 'buffer')
}

/** The hash of the event with this header that follows the event with the hash `previous`. */
export function chainHash(previous: Uint8Array, header: Header): Buffer {
  return digest(Buffer.concat([DOMAIN_TAG, previous, Buffer.from(canonicalHeader(header))]))
}

/**
 * RFC 8785 for this one shape: names are written in sorted order, all numbers are whole, and JSON.stringify writes texts as the
 * RFC wants them. Ten times faster than sorting, and sealing is what bounds the log; the test compares it with a general
 * implementation.
 */
export function canonicalHeader({ actor, record, scope, ...header }: Header): string {
  return JSON.stringify({
    actor: { id: actor.id, kind: actor.kind },
    at: toIso(header.at),
    id: header.id,
    kind: header.kind,
    particulars: hex(header.particularsDigest),
    personal: header.personalDigest && hex(header.personalDigest),
    record: { id: record.id, kind: record.kind },
    scope: { applicationId: scope.applicationId, audience: scope.audience, clientId: scope.clientId },
    seq: header.seq,
    subject: header.subject,
    version: header.version,
  })
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
