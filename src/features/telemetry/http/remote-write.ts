/**
 * Prometheus remote write 1.0 and 2.0 (https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/). Answers as the protocol asks: 4xx
 * when sending again does not help, 429 and 5xx when it does, 415 for other messages, after which a sender tries another one. With 2.0
 * each answer says by headers how much was written.
 */
import { common, Fault } from '#kit/fault.ts'
import type { Handler, RequestContext } from '#platform/http/handlers.ts'
import type { KeyBook } from '../access/key-book.ts'
import { takeMapped, type MappedNeeds } from '../actions/take-mapped.ts'
import { telemetryCodes } from '../contract/codes.ts'
import type { telemetryContract } from '../contract/contract.ts'
import { refusalWords } from '../contract/refusal-words.ts'

/** `proto` names the message; without it, it is that of 1.0. */
const PROTO = /;\s*proto="?([\w.]+)"?/i
const MESSAGE_OF_1_0 = 'prometheus.WriteRequest'
const VERSIONS: ReadonlyMap<string, '1.0' | '2.0'> = new Map([
  [MESSAGE_OF_1_0, '1.0'],
  ['io.prometheus.write.v2.Request', '2.0'],
])

export function remoteWrite({
  book,
  ...needs
}: MappedNeeds & {
  readonly book: KeyBook
}): Handler<(typeof telemetryContract)['remoteWrite']> {
  return async ({ bytes }, context) => {
    const access = await book.findAny(context.secret)
    const version = versionOf(context)
    if (version === '2.0') tellWritten(context, 0)
    const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const { kept, refused } =
      'owner' in access
        ? await takeMapped(needs, access, { packed, version })
        : await needs.intake.takeWriteRequest({ ...access, protocol: 'remote_write' }, packed, version)
    if (version === '2.0') tellWritten(context, kept)
    const words = refusalWords(refused)
    if (words !== '') throw new Fault(telemetryCodes.samples_refused, { detail: `${kept} samples were kept. Not kept: ${words}.` })
    return undefined
  }
}

function versionOf(context: RequestContext): '1.0' | '2.0' {
  const proto = PROTO.exec(context.header('content-type') ?? '')?.[1] ?? MESSAGE_OF_1_0
  const encoding = context.header('content-encoding') ?? 'snappy'
  const version = VERSIONS.get(proto)
  if (version !== undefined && encoding === 'snappy') return version
  const detail = `Taken here is remote write: ${[...VERSIONS.keys()].join(' or ')} with Content-Encoding: snappy.`
  throw new Fault(common.unsupported_media_type, { detail })
}

/** Native histograms are refused and exemplars passed over, so none of them is ever written. */
function tellWritten(context: RequestContext, samples: number): void {
  context.setHeader('x-prometheus-remote-write-samples-written', String(samples))
  context.setHeader('x-prometheus-remote-write-histograms-written', '0')
  context.setHeader('x-prometheus-remote-write-exemplars-written', '0')
}
