/**
 * From an object of JSON or the pairs of logfmt to a line: time, level, text, sender and trace are found under the names that
 * loggers give them, all else becomes attributes, nested names joined by dots.
 */
import type { Line, Resource } from './line.ts'
import { severityOf } from './severity.ts'
import { timeOf } from './time-text.ts'

/** What a reader knows of a line before it has looked at it. */
export interface Reading {
  /** Of lines that do not say who sent them. */
  readonly resource: Resource
  /** The same object for the same service. */
  readonly resourceOf: (service: string) => Resource
}

type Part = 'at' | 'severity' | 'body' | 'service' | 'trace' | 'span'

/** By name in small letters, without regard to `_` and `-`; of several the first that is of use counts, the others are attributes. */
const PARTS = new Map<string, Part>(
  (
    [
      ['at', ['timestamp', '@timestamp', 'time', 'ts', 'datetime', 'date', 'eventtime', 'asctime', 't']],
      ['severity', ['level', 'severity', 'loglevel', 'log.level', 'lvl', 'levelname', 'severitytext', 'severitynumber', 'l']],
      ['body', ['message', 'msg', 'body', 'text', 'log', 'shortmessage', '@message', 'event']],
      ['service', ['service', 'service.name', 'servicename', 'app', 'appname', 'application', 'syslogidentifier']],
      ['trace', ['traceid', 'trace.id', 'oteltraceid']],
      ['span', ['spanid', 'span.id', 'otelspanid']],
    ] as const
  ).flatMap(([part, names]) => names.map((name) => [name, part] as const)),
)

/** Deeper objects stay JSON: nobody looks for an attribute with ten dots. */
const DEPTH_MAX = 6
/** More than any line keeps; a hostile object must not become a million pairs first. */
const PAIRS_MAX = 512

const TRACE = /^[0-9a-f]{32}$/
const SPAN = /^[0-9a-f]{16}$/

/** What names that came before are: they come again with each line. */
const partNames = new Map<string, Part | null>()
const PART_NAMES_MAX = 10_000

function partOf(name: string): Part | null {
  const known = partNames.get(name)
  if (known !== undefined) return known
  if (partNames.size >= PART_NAMES_MAX) partNames.clear()
  const part = name.length > 30 ? null : (PARTS.get(name.toLowerCase().replaceAll(/[_-]/g, '')) ?? null)
  partNames.set(name, part)
  return part
}

interface Found {
  at: Line['at']
  severity: number
  body: string | undefined
  service: string
  traceId: string
  spanId: string
  readonly attributes: string[]
}

export function readObject(object: Readonly<Record<string, unknown>>, reading: Reading): Line {
  const found: Found = { at: null, severity: 0, body: undefined, service: '', traceId: '', spanId: '', attributes: [] }
  addObject(found, '', object, 0)
  return lineOf(found, reading)
}

/** The same of flat pairs. */
export function readPairs(pairs: readonly string[], reading: Reading): Line {
  const found: Found = { at: null, severity: 0, body: undefined, service: '', traceId: '', spanId: '', attributes: [] }
  for (let i = 0; i < pairs.length; i += 2) addValue(found, pairs[i] as string, pairs[i + 1], 0)
  return lineOf(found, reading)
}

function lineOf({ at, severity, body = '', service, traceId, spanId, attributes }: Found, reading: Reading): Line {
  const resource = service === '' ? reading.resource : reading.resourceOf(service)
  return { at, observedAt: null, severity, body, attributes, resource, traceId, spanId }
}

function addObject(found: Found, prefix: string, object: Readonly<Record<string, unknown>>, depth: number): void {
  for (const name of Object.keys(object)) {
    if (found.attributes.length >= 2 * PAIRS_MAX) return
    addValue(found, prefix === '' ? name : `${prefix}.${name}`, object[name], depth)
  }
}

function addValue(found: Found, name: string, value: unknown, depth: number): void {
  if (value === null || value === undefined) return
  if (depth < DEPTH_MAX && typeof value === 'object' && !Array.isArray(value)) {
    addObject(found, name, value as Record<string, unknown>, depth + 1)
    return
  }
  const part = partOf(name)
  if (part !== null && take(found, part, value)) return
  found.attributes.push(name, textOf(value))
}

/** Of a value as JSON has it. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return Number.isFinite(value) ? String(value) : JSON.stringify(value)
}

/** Whether the value is what its name says, and none was found before. */
function take(found: Found, part: Part, value: unknown): boolean {
  switch (part) {
    case 'at':
      return takeTime(found, value)
    case 'severity':
      return takeSeverity(found, value)
    case 'body':
      if (found.body !== undefined || typeof value === 'object') return false
      found.body = textOf(value)
      return true
    case 'service':
      if (found.service !== '' || typeof value !== 'string') return false
      found.service = value
      return true
    case 'trace':
      return takeId(found, 'traceId', TRACE, value)
    case 'span':
      return takeId(found, 'spanId', SPAN, value)
  }
}

function takeTime(found: Found, value: unknown): boolean {
  const at = found.at === null ? timeOf(value) : undefined
  if (at !== undefined) found.at = at
  return at !== undefined
}

function takeSeverity(found: Found, value: unknown): boolean {
  if (found.severity > 0 || typeof value === 'object') return false
  const isNumbered = typeof value === 'number' && value >= 1 && value <= 24 && value !== 10 && value !== 20
  found.severity = isNumbered ? Math.floor(value) : severityOf(textOf(value))
  return found.severity > 0
}

function takeId(found: Found, id: 'traceId' | 'spanId', form: RegExp, value: unknown): boolean {
  const text = typeof value === 'string' && found[id] === '' ? value.toLowerCase() : ''
  if (!form.test(text)) return false
  found[id] = text
  return true
}
