/** Messages as plain text, for channels that show nothing else. */
import { cut, linesOf, type Outgoing } from '../../domain/message.ts'

/** Subject, lines and where to deal with it; `max` characters. The link stays whole. */
export function plainText(message: Outgoing, max: number): string {
  const room = max - message.url.length - 1
  return `${cut([message.subject, ...linesOf(message)].join('\n'), room)}\n${message.url}`
}

/** The colours of severities where a channel shows one. */
export const COLOURS = { critical: '#c92a2a', major: '#e8590c', minor: '#f59f00', notify: '#1c7ed6' } as const
