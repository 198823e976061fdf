/**
 * The protocol of Sentry's clients (https://develop.sentry.dev/sdk/foundations/transport/): whose request it is, whether it may come
 * from that page, and what it holds. The key stands in a header, in the query or in the envelope itself.
 */
import { Fault } from '#kit/fault.ts'
import { unpacked } from '#platform/http/unpack.ts'
import type { Platform } from '#platform/platform.ts'
import { projectOf, type KeyBook, type Source } from '#features/telemetry/public.ts'
import type { OriginBook } from '../access/origin-book.ts'
import { errorsCodes } from '../contract/codes.ts'
import { keyInEnvelope, keyInHeader } from '../domain/auth.ts'
import { parseObject, splitEnvelope, type Envelope, type EnvelopeFault } from '../domain/envelope.ts'
import { UNPACKED_BYTES_MAX } from '../domain/limits.ts'
import { isOriginTaken } from '../domain/origins.ts'
import type { ErrorIntake } from './error-intake.ts'
import { takeEnvelope, type Taken } from './take-envelope.ts'

export interface Receiving {
  readonly platform: Pick<Platform, 'config' | 'clock'>
  readonly book: KeyBook
  readonly origins: OriginBook
  readonly intake: ErrorIntake
}

export interface Request {
  readonly form: 'envelope' | 'event'
  /** The number of the address. */
  readonly project: string
  readonly authHeader: string | undefined
  /** Of the query, or as keys are sent elsewhere. */
  readonly key: string | undefined
  readonly origin: string | undefined
  readonly encoding: string | undefined
  readonly bytes: Uint8Array
  /** Called as soon as it is known that the page may read the answer. */
  readonly allowOrigin: (origin: string) => void
}

const PACKINGS = ['gzip', 'deflate', 'br'] as const

/** Resolves when all that is not counted as refused is on the disk. Throws a Fault when nothing of the request was kept. */
export async function receive(needs: Receiving, request: Request): Promise<Taken> {
  const key = keyInHeader(request.authHeader) ?? request.key ?? null
  // A key that stands outside is looked at before the body is unpacked.
  const early = key === null ? undefined : await admit(needs, request, key)
  const bytes = await unpacked(request.bytes, { encoding: request.encoding, bytesMax: UNPACKED_BYTES_MAX, packings: PACKINGS })
  const envelope = request.form === 'envelope' ? splitEnvelope(bytes) : eventAlone(bytes)
  if (typeof envelope === 'string') {
    if (early) rejected(needs, early, request, envelope)
    throw faultOf(envelope)
  }
  const source = early ?? (await admit(needs, request, keyInEnvelope(envelope.header)))
  return takeEnvelope(needs, source, { envelope, bytes: request.bytes.length })
}

/** Where the key may write. Throws `common.unauthenticated`, `errors.other_project` or `errors.origin_refused`. */
async function admit(needs: Receiving, request: Request, key: string | null): Promise<Source> {
  const { keyId, environmentId } = await needs.book.findByDsn(key)
  const source = { environmentId, keyId, protocol: 'sentry' as const }
  if (request.project !== projectOf(environmentId)) throw new Fault(errorsCodes.other_project)
  if (isOriginTaken(await needs.origins.find(environmentId), request.origin)) {
    if (request.origin !== undefined) request.allowOrigin(request.origin)
    return source
  }
  rejected(needs, source, request, 'origin_refused')
  throw new Fault(errorsCodes.origin_refused)
}

/** An old event stands alone, without an envelope. */
function eventAlone(payload: Buffer): Envelope | EnvelopeFault {
  const header = parseObject(payload)
  return header === undefined ? 'item_unreadable' : { header, items: [{ type: 'event', header: {}, payload }] }
}

function rejected({ intake, platform }: Receiving, source: Source, { bytes }: Request, why: EnvelopeFault | 'origin_refused'): void {
  const outcome = why === 'origin_refused' ? why : why === 'too_many_items' ? 'too_many_events' : 'malformed'
  intake.tally.rejected({ source, at: platform.clock.now(), bytes: bytes.length }, outcome, 0)
}

function faultOf(why: EnvelopeFault): Fault {
  if (why === 'too_many_items') return new Fault(errorsCodes.too_many_items)
  return new Fault(errorsCodes.malformed, { detail: `The body is no envelope: ${why.replaceAll('_', ' ')}. Nothing was kept.` })
}
