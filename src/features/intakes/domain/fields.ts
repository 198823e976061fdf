/** Reads fields of what others send: nothing is believed to have the type that it should have. */
import { instant, type Instant } from '#kit/time.ts'
import type { Labels } from './arrived.ts'
import { LABEL_NAME_LENGTH_MAX, LABEL_VALUE_LENGTH_MAX, LABELS_MAX, LINK_LENGTH_MAX } from './limits.ts'

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The field of an object; undefined of anything else. */
export function at(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** Half of a pair that UTF-16 writes a sign by. */
const HALF_SIGN = /\p{Surrogate}/gu

/** Without what PostgreSQL cannot keep, at most so long. */
export function clean(text: string, lengthMax: number): string {
  return text.replaceAll('\u0000', '').slice(0, lengthMax).replaceAll(HALF_SIGN, '\ufffd')
}

/** Text of a text, a number or a truth value; empty for anything else. */
export function textOf(value: unknown, lengthMax: number): string {
  if (typeof value === 'string') return clean(value.trim(), lengthMax)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The same, null when there is none. */
export const textOrNull = (value: unknown, lengthMax: number): string | null => textOf(value, lengthMax) || null

/** Names with values that can be said as text; undefined when there are too many. */
export function labelsOf(value: unknown): Labels | undefined {
  if (!isFields(value)) return {}
  const entries = Object.entries(value)
  if (entries.length > LABELS_MAX) return undefined
  const read = entries.map(([name, of]) => [clean(name, LABEL_NAME_LENGTH_MAX), textOf(of, LABEL_VALUE_LENGTH_MAX)] as const)
  return Object.fromEntries(read.filter(([name, of]) => name !== '' && of !== ''))
}

/** An address of http or https, and nothing that a browser would run. */
export function linkOf(value: unknown): string | null {
  const text = textOf(value, LINK_LENGTH_MAX)
  if (!URL.canParse(text)) return null
  const { protocol, href } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? href.slice(0, LINK_LENGTH_MAX) : null
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/
/** Go's zero time, which its programs send for "none". */
const ZERO_YEAR = '0001-'

/** Null when there is none; undefined when it is no time of RFC 3339. */
export function timeOf(value: unknown): Instant | null | undefined {
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string') return undefined
  if (value.startsWith(ZERO_YEAR)) return null
  if (!RFC_3339.test(value)) return undefined
  const ms = Date.parse(value)
  return Number.isFinite(ms) ? instant(ms) : undefined
}
