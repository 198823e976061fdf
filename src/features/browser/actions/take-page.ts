/** A message of pitcrew.js: whose it is, whether it may come from that page, and what it holds. */
import { Fault } from '#kit/fault.ts'
import { isOriginTaken, type OriginBook } from '#features/errors/public.ts'
import { projectOf, type KeyBook } from '#features/telemetry/public.ts'
import { browserCodes } from '../contract/codes.ts'
import { readMessage } from '../domain/item.ts'
import type { PageIntake } from './page-intake.ts'

export interface Taking {
  readonly book: KeyBook
  readonly origins: OriginBook
  readonly intake: PageIntake
}

export interface PageRequest {
  /** The number of the address. */
  readonly project: string
  readonly key: string | null
  readonly origin: string | undefined
  readonly bytes: Uint8Array
  /** Called as soon as it is known that the page may read the answer. */
  readonly allowOrigin: (origin: string) => void
}

/** Resolves when what can be read is on the disk. Throws a Fault when nothing of the message was kept. */
export async function takePage({ book, origins, intake }: Taking, request: PageRequest): Promise<void> {
  const { keyId, environmentId } = await book.findByDsn(request.key)
  const source = { environmentId, keyId, protocol: 'browser' as const }
  const bytes = request.bytes.length
  if (request.project !== projectOf(environmentId)) throw new Fault(browserCodes.other_project)
  if (!isOriginTaken(await origins.find(environmentId), request.origin)) {
    intake.rejected(source, bytes, 'origin_refused')
    throw new Fault(browserCodes.origin_refused)
  }
  if (request.origin !== undefined) request.allowOrigin(request.origin)
  const message = readMessage(Buffer.from(request.bytes).toString())
  if (typeof message === 'string') {
    intake.rejected(source, bytes, message === 'malformed' ? 'malformed' : 'too_many_events')
    throw new Fault(browserCodes[message])
  }
  await intake.take(source, { bytes, message })
}
