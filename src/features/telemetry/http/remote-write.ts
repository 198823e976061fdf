/**
 * Prometheus remote write 1.0 (https://prometheus.io/docs/specs/prw/remote_write_spec/). Answers as the protocol asks: 4xx when
 * sending again does not help, 429 and 5xx when it does, 415 for the form of 2.0, after which a sender falls back to 1.0.
 */
import { common, Fault } from '#kit/fault.ts'
import type { Handler, RequestContext } from '#platform/http/handlers.ts'
import type { KeyBook } from '../access/key-book.ts'
import type { Intake } from '../actions/intake.ts'
import { telemetryCodes } from '../contract/codes.ts'
import type { telemetryContract } from '../contract/contract.ts'
import { refusalWords } from '../contract/refusal-words.ts'

/** `proto` names the message; without it, it is that of 1.0. */
const MESSAGE_OF_1_0 = 'prometheus.WriteRequest'
const PROTO = /;\s*proto="?([\w.]+)"?/i

export function remoteWrite({
  book,
  intake,
}: {
  readonly book: KeyBook
  readonly intake: Intake
}): Handler<(typeof telemetryContract)['remoteWrite']> {
  return async ({ bytes }, context) => {
    const { keyId, environmentId } = await book.find(context.secret)
    requireForm(context)
    const source = { environmentId, keyId, protocol: 'remote_write' as const }
    const { kept, refused } = await intake.takeWriteRequest(source, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    const words = refusalWords(refused)
    if (words !== '') throw new Fault(telemetryCodes.samples_refused, { detail: `${kept} samples were kept. Not kept: ${words}.` })
    return undefined
  }
}

function requireForm(context: RequestContext): void {
  const proto = PROTO.exec(context.header('content-type') ?? '')?.[1] ?? MESSAGE_OF_1_0
  const encoding = context.header('content-encoding') ?? 'snappy'
  if (proto === MESSAGE_OF_1_0 && encoding === 'snappy') return
  const detail = 'Taken here is remote write 1.0: a prometheus.WriteRequest with Content-Encoding: snappy.'
  throw new Fault(common.unsupported_media_type, { detail })
}
