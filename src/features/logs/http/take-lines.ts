/** JSON lines and plain text by HTTP: the way in for everything that can send a file or a line and no more. */
import { unpacked } from '#platform/http/unpack.ts'
import type { Handler } from '#platform/http/handlers.ts'
import type { KeyBook } from '#features/telemetry/public.ts'
import type { LineIntake } from '../actions/line-intake.ts'
import { takeMappedRequest, type MappedNeeds } from '../actions/take-mapped.ts'
import { takeRequest } from '../actions/take-request.ts'
import type { logsContract } from '../contract/contract.ts'
import { UNPACKED_BYTES_MAX } from '../contract/lines.ts'

export interface TakingNeeds {
  readonly platform: MappedNeeds
  readonly book: KeyBook
  readonly intake: LineIntake
}

export function takeLines({ platform, book, intake }: TakingNeeds): Handler<(typeof logsContract)['takeLines']> {
  return async ({ bytes, query }, context) => {
    const access = await book.findAny(context.secret)
    const text = (await unpacked(bytes, { encoding: context.header('content-encoding'), bytesMax: UNPACKED_BYTES_MAX })).toString()
    const resource = { service: query.service ?? '', attributes: query.host === undefined ? [] : ['host.name', query.host] }
    const form = context.header('content-type')?.startsWith('text/plain') ? 'text' : 'json'
    const request = { text, form, bytes: bytes.length, resource } as const
    if ('owner' in access) return takeMappedRequest({ platform, intake }, access, request)
    return takeRequest(intake, { ...access, protocol: 'json_lines' }, request)
  }
}
