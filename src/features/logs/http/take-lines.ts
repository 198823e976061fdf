/** JSON lines and plain text by HTTP: the way in for everything that can send a file or a line and no more. */
import { unpacked } from '#platform/http/unpack.ts'
import type { Handler } from '#platform/http/handlers.ts'
import type { KeyBook } from '#features/telemetry/public.ts'
import type { LineIntake } from '../actions/line-intake.ts'
import { takeRequest } from '../actions/take-request.ts'
import type { logsContract } from '../contract/contract.ts'
import { UNPACKED_BYTES_MAX } from '../contract/lines.ts'

export interface TakingNeeds {
  readonly book: KeyBook
  readonly intake: LineIntake
}

export function takeLines({ book, intake }: TakingNeeds): Handler<(typeof logsContract)['takeLines']> {
  return async ({ bytes, query }, context) => {
    const { keyId, environmentId } = await book.find(context.secret)
    const source = { environmentId, keyId, protocol: 'json_lines' as const }
    const text = (await unpacked(bytes, { encoding: context.header('content-encoding'), bytesMax: UNPACKED_BYTES_MAX })).toString()
    const resource = { service: query.service ?? '', attributes: query.host === undefined ? [] : ['host.name', query.host] }
    const form = context.header('content-type')?.startsWith('text/plain') ? 'text' : 'json'
    return takeRequest(intake, source, { text, form, bytes: bytes.length, resource })
  }
}
