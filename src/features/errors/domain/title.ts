/** What a kind of error is called, and where it happens, for lists. */
import type { ErrorEvent, Frame } from './event.ts'
import { TITLE_LENGTH_MAX } from './limits.ts'

export function titleOf({ detail: { exceptions, message } }: ErrorEvent): string {
  const thrown = exceptions.at(-1)
  const words = thrown ? [thrown.type, firstLine(thrown.value)].filter(Boolean).join(': ') : firstLine(message)
  return (words || 'Error without a message').slice(0, TITLE_LENGTH_MAX)
}

const firstLine = (text: string): string => text.trim().split(/[\r\n]/, 1)[0] ?? ''

/** The innermost call of the application's own code, else what was being done; may be empty. */
export function culpritOf({ transaction, detail: { exceptions } }: ErrorEvent): string {
  const frames = exceptions.at(-1)?.frames ?? []
  const frame = frames.findLast(({ inApp }) => inApp) ?? frames.at(-1)
  return (frame ? placeOf(frame) : transaction).slice(0, TITLE_LENGTH_MAX)
}

function placeOf({ file, module, function: name }: Frame): string {
  return [name, module || file].filter(Boolean).join(' in ')
}
