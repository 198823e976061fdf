/** JSON lines and plain text by HTTP: the way in for everything that can send a file or a line and no more. */
import { Fault } from '#kit/fault.ts'
import { unpacked } from '#platform/http/unpack.ts'
import type { Handler, RequestContext } from '#platform/http/handlers.ts'
import type { KeyBook } from '#features/telemetry/public.ts'
import type { LineIntake } from '../actions/line-intake.ts'
import { logsCodes } from '../contract/codes.ts'
import type { logsContract } from '../contract/contract.ts'
import { REFUSED_TOLD_MAX, UNPACKED_BYTES_MAX } from '../contract/lines.ts'
import { lineRefusalWords } from '../contract/refusal-words.ts'
import type { LineRefusal } from '../domain/limits.ts'
import { readLines, type Form } from '../domain/read-lines.ts'

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
    const read = readLines(text, formOf(context), resource)
    if (read === 'too_many') throw intake.tooMany(source, bytes.length)
    const { lines, numbers, unreadable } = read
    const { kept, refusedLines } = await intake.take(source, { bytes: bytes.length, lines, unreadable: unreadable.length })
    const refused = [
      ...refusedLines.map(({ index, reason }) => ({ line: numbers[index] ?? 0, reason })),
      ...unreadable.map((line) => ({ line, reason: 'line_unreadable' as const })),
    ].toSorted((one, other) => one.line - other.line)
    if (kept === 0 && refused.length > 0) throw new Fault(logsCodes.lines_refused, { detail: inWords(refused) })
    return { kept, refused: refused.length, refusedLines: refused.slice(0, REFUSED_TOLD_MAX) }
  }
}

function formOf(context: RequestContext): Form {
  return context.header('content-type')?.startsWith('text/plain') ? 'text' : 'json'
}

function inWords(refused: readonly { readonly line: number; readonly reason: LineRefusal }[]): string {
  const [first] = refused
  const more = refused.length > 1 ? ` So are ${refused.length - 1} more or have other reasons.` : ''
  return `Nothing was kept. Line ${first?.line} is one of those ${lineRefusalWords[first?.reason ?? 'line_empty']}.${more}`
}
