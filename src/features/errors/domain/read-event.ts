/** From the JSON of an event (https://develop.sentry.dev/sdk/foundations/transport/event-payloads/) to what is kept of it. */
import { instant, toIso } from '#kit/time.ts'
import type { Crumb, DebugImage, ErrorDetail, ErrorEvent, Exception, Frame, Level } from './event.ts'
import {
  CRUMBS_MAX,
  EXCEPTIONS_MAX,
  FRAMES_MAX,
  IMAGES_MAX,
  LINE_LENGTH_MAX,
  MESSAGE_LENGTH_MAX,
  NAME_LENGTH_MAX,
  TAGS_MAX,
  VALUE_LENGTH_MAX,
} from './limits.ts'
import { isUuid } from './source-map.ts'
import { countIn, fitText, listIn, millisecondsIn, objectOf, textIn, textsOf, truthIn, valueIn, type Json, type Texts } from './read.ts'

const FINGERPRINT_MAX = 20
const CONTEXT_LINES_MAX = 5
const EVENT_ID = /^[0-9a-f]{32}$/
const LEVEL_WORDS: ReadonlyMap<string, Level> = new Map([
  ['fatal', 'fatal'],
  ['critical', 'fatal'],
  ['error', 'error'],
  ['warning', 'warning'],
  ['warn', 'warning'],
  ['log', 'info'],
  ['info', 'info'],
  ['debug', 'debug'],
])
/** Headers of a request that say what it was and not who sent it. */
const HEADERS_KEPT = new Set(['accept', 'content-type', 'host', 'origin', 'referer', 'user-agent'])

/** Undefined when it has no id by which it could be told from others. */
export function readEvent(json: Json, envelopeId: string): ErrorEvent | undefined {
  const id = (textIn(json, 'event_id') || envelopeId).replaceAll('-', '').toLowerCase()
  if (!EVENT_ID.test(id)) return undefined
  const trace = objectOf(valueIn(objectOf(valueIn(json, 'contexts')), 'trace'))
  const entry = objectOf(valueIn(json, 'logentry') ?? valueIn(json, 'message'))
  const template = textIn(entry, 'message', MESSAGE_LENGTH_MAX)
  return {
    id,
    at: millisecondsIn(json, 'timestamp'),
    level: LEVEL_WORDS.get(textIn(json, 'level').toLowerCase()) ?? 'error',
    platform: textIn(json, 'platform'),
    release: textIn(json, 'release'),
    transaction: textIn(json, 'transaction'),
    traceId: hexIn(trace, 'trace_id', 32),
    spanId: hexIn(trace, 'span_id', 16),
    tags: tagsOf(json),
    fingerprint: listIn(json, 'fingerprint', FINGERPRINT_MAX).map((part) => fitText(part, NAME_LENGTH_MAX)),
    template,
    detail: detailOf(json, textIn(entry, 'formatted', MESSAGE_LENGTH_MAX) || template || textIn(json, 'message', MESSAGE_LENGTH_MAX)),
  }
}

function detailOf(json: Json, message: string): ErrorDetail {
  const sdk = objectOf(valueIn(json, 'sdk'))
  const { trace: _own, ...contexts } = objectOf(valueIn(json, 'contexts'))
  return {
    message,
    exceptions: listIn(json, 'exception', EXCEPTIONS_MAX).map(exceptionOf),
    crumbs: lastOf(json, 'breadcrumbs', CRUMBS_MAX).map(crumbOf),
    request: requestOf(objectOf(valueIn(json, 'request'))),
    contexts: textsOf(contexts),
    extra: textsOf(valueIn(json, 'extra')),
    images: listIn(objectOf(valueIn(json, 'debug_meta')), 'images', IMAGES_MAX).flatMap(imageOf),
    sdk: `${textIn(sdk, 'name')} ${textIn(sdk, 'version')}`.trim(),
  }
}

/** The end of a list is what was closest to the error. */
function lastOf(json: Json, name: string, max: number): readonly unknown[] {
  return listIn(json, name, Number.MAX_SAFE_INTEGER).slice(-max)
}

function exceptionOf(value: unknown): Exception {
  const json = objectOf(value)
  return {
    type: textIn(json, 'type'),
    value: textIn(json, 'value', MESSAGE_LENGTH_MAX),
    handled: truthIn(objectOf(valueIn(json, 'mechanism')), 'handled'),
    frames: lastOf(objectOf(valueIn(json, 'stacktrace')), 'frames', FRAMES_MAX).map(frameOf),
  }
}

function frameOf(value: unknown): Frame {
  const json = objectOf(value)
  const lines = (name: string) => listIn(json, name, CONTEXT_LINES_MAX).map((line) => fitText(line, LINE_LENGTH_MAX))
  return {
    file: textIn(json, 'filename', LINE_LENGTH_MAX) || textIn(json, 'abs_path', LINE_LENGTH_MAX),
    function: nameIn(json),
    module: textIn(json, 'module'),
    line: countIn(json, 'lineno'),
    column: countIn(json, 'colno'),
    inApp: truthIn(json, 'in_app') ?? true,
    before: lines('pre_context'),
    code: textIn(json, 'context_line', LINE_LENGTH_MAX),
    after: lines('post_context'),
  }
}

/** Clients write a question mark for a function without a name. */
function nameIn(json: Json): string {
  const name = textIn(json, 'function')
  return name === '?' ? '' : name
}

function crumbOf(value: unknown): Crumb {
  const json = objectOf(value)
  const at = millisecondsIn(json, 'timestamp')
  return {
    at: at === undefined || Math.abs(at) > TIME_MAX_MS ? '' : toIso(instant(Math.floor(at))),
    category: textIn(json, 'category') || textIn(json, 'type'),
    level: textIn(json, 'level'),
    message: textIn(json, 'message', VALUE_LENGTH_MAX),
    data: textsOf(valueIn(json, 'data'), CRUMB_PAIRS_MAX),
  }
}
/** The year 9999. */
const TIME_MAX_MS = 253_402_300_799_999
const CRUMB_PAIRS_MAX = 20

/** Tags come as an object, or as pairs. */
function tagsOf(json: Json): Texts {
  const pairs = listIn(json, 'tags', TAGS_MAX).flatMap((pair) => (Array.isArray(pair) ? [[String(pair[0]), pair[1]]] : []))
  const own = pairs.length > 0 ? Object.fromEntries(pairs) : valueIn(json, 'tags')
  const said = { environment: valueIn(json, 'environment'), server_name: valueIn(json, 'server_name'), dist: valueIn(json, 'dist') }
  return textsOf({ ...objectOf(own), ...said }, TAGS_MAX)
}

/** What was asked for; neither its body nor its cookies, and of its headers those that name nobody. */
function requestOf(json: Json): Texts {
  const headers = Object.entries(objectOf(valueIn(json, 'headers'))).filter(([name]) => HEADERS_KEPT.has(name.toLowerCase()))
  const { method, url } = { method: textIn(json, 'method'), url: textIn(json, 'url', VALUE_LENGTH_MAX) }
  return textsOf({ ...(method && { method }), ...(url && { url }), ...Object.fromEntries(headers) })
}

function imageOf(value: unknown): readonly DebugImage[] {
  const json = objectOf(value)
  const debugId = textIn(json, 'debug_id').toLowerCase()
  return isUuid(debugId) ? [{ file: textIn(json, 'code_file', LINE_LENGTH_MAX), debugId }] : []
}

function hexIn(json: Json, name: string, length: number): string {
  const text = textIn(json, name).toLowerCase()
  return text.length === length && /^[0-9a-f]+$/.test(text) ? text : ''
}

/** What tells users apart: the first that the client says of id, address, name. It is hashed and then forgotten; empty for nobody. */
export function userIn(json: Json): string {
  const user = objectOf(valueIn(json, 'user'))
  for (const name of ['id', 'email', 'username', 'ip_address']) {
    const value = valueIn(user, name)
    if ((typeof value === 'string' && value !== '' && value !== '{{auto}}') || typeof value === 'number') {
      return `${name === 'email' ? 'email' : 'id'}:${String(value).slice(0, NAME_LENGTH_MAX).toLowerCase()}`
    }
  }
  return ''
}
