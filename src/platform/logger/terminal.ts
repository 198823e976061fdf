/**
 * Log lines for a person at a terminal: time, level, message, then the fields that matter. Formats in the process itself; pino's
 * transports would need a worker thread and its memory.
 */

const COLOURS: Readonly<Record<string, string>> = { debug: '\u001B[2m', info: '\u001B[36m', warn: '\u001B[33m', error: '\u001B[31m' }
const FAINT = '\u001B[2m'
const PLAIN = '\u001B[0m'
/** Said by the head of the line or of no use at a terminal. */
const UNSHOWN = new Set(['level', 'time', 'msg', 'pid', 'hostname'])

/** Turns one JSON line of pino into one readable line, and an error's stack into indented ones. */
export function readableLine(json: string, colour: boolean): string {
  const entry = JSON.parse(json) as Record<string, unknown>
  const paint = (code: string, text: string): string => (colour && text !== '' ? `${code}${text}${PLAIN}` : text)
  const level = String(entry['level'])
  const time = String(entry['time']).slice(11, 19)
  const fields = Object.entries(entry).filter(([name]) => !UNSHOWN.has(name))
  const shown = fields.map(([name, value]) => `${name}=${brief(value)}`).join(' ')
  const head = `${paint(FAINT, time)} ${paint(COLOURS[level] ?? '', level.padEnd(5))} ${textOf(entry['msg'])}`
  const stacks = fields.flatMap(([, value]) => stackOf(value)).map((line) => paint(FAINT, `         ${line.trim()}`))
  return [shown === '' ? head : `${head} ${paint(FAINT, shown)}`, ...stacks].join('\n') + '\n'
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function brief(value: unknown): string {
  if (isError(value)) return String(value['message'])
  if (typeof value === 'string') return /\s/.test(value) ? JSON.stringify(value) : value
  return JSON.stringify(value) ?? 'undefined'
}

function stackOf(value: unknown): string[] {
  return isError(value) ? String(value['stack']).split('\n').slice(1) : []
}

function isError(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && 'stack' in value && 'message' in value
}
