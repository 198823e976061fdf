/**
 * Takes secrets out of what is logged: by the name of the field, and inside texts for URLs with credentials or tokens.
 *
 * Own code instead of pino's `redact`, whose paths must name each place in advance; a secret turns up where nobody expected it.
 * The walk is bounded, so that a huge object costs a bounded line. It does not look inside free text for secrets without a name.
 */

/** Deeper and longer things are cut; a log line is for reading. */
const DEPTH_MAX = 6
const KEYS_MAX = 64
const ITEMS_MAX = 32
const TEXT_LENGTH_MAX = 8_192

const HIDDEN = '[hidden]'
const SECRET_NAME =
  /pass(word|phrase|wd)|secret|token|cookie|authorization|api[-_]?key|access[-_]?key|master[-_]?key|private[-_]?key|session[-_]?id|credential|signature/i
const URL_CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]*@/gi
const QUERY_SECRET = /([?&#;](?:[^=&\s]*(?:token|secret|password|key|signature|code|auth)[^=&\s]*)=)[^&\s"'#]+/gi
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g

/** A text with credentials in URLs, secret query values and bearer tokens replaced; cut past its bound. */
export function redactText(text: string): string {
  const cut = text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX)}… (${text.length - TEXT_LENGTH_MAX} more)` : text
  return cut.replace(URL_CREDENTIALS, `$1${HIDDEN}@`).replace(QUERY_SECRET, `$1${HIDDEN}`).replace(BEARER, `$1 ${HIDDEN}`)
}

/** A copy fit for the log: errors become plain objects with their stack and cause. */
export function redactFields(fields: object): Record<string, unknown> {
  return redactObject(fields, 0)
}

function redactObject(value: object, depth: number): Record<string, unknown> {
  const entries = value instanceof Error ? entriesOfError(value) : Object.entries(value)
  const copy: Record<string, unknown> = {}
  for (const [name, inner] of entries.slice(0, KEYS_MAX)) {
    copy[name] = SECRET_NAME.test(name) && inner !== undefined && inner !== null ? HIDDEN : redactValue(inner, depth + 1)
  }
  if (entries.length > KEYS_MAX) copy['…'] = `${entries.length - KEYS_MAX} more fields`
  return copy
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString()
  if (ArrayBuffer.isView(value)) return `(${value.byteLength} bytes)`
  if (depth >= DEPTH_MAX) return '(deeper)'
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => redactValue(item, depth + 1))
  return redactObject(value, depth)
}

/** Own enumerable fields too: drivers hang `code`, `severity` or `address` on their errors. */
function entriesOfError(error: Error): [string, unknown][] {
  const own = Object.entries(error).filter(([name]) => !['name', 'message', 'stack', 'cause'].includes(name))
  const entries: [string, unknown][] = [['type', error.name], ['message', error.message], ['stack', error.stack], ...own]
  return error.cause === undefined ? entries : [...entries, ['cause', error.cause]]
}
