/**
 * Reads what senders say, of which nothing is certain: a value of another type is as if it were not there, a text is cut to its limit
 * and loses what must not be kept, and lists end at theirs. So nothing that was read can be too large or hold a secret.
 */
import { scrubPairs, scrubText } from '#kit/scrub.ts'
import { DEPTH_MAX, NAME_LENGTH_MAX, PAIRS_MAX, VALUE_LENGTH_MAX } from './limits.ts'

export type Json = Readonly<Record<string, unknown>>
export type Texts = Readonly<Record<string, string>>

const CUT = '…'

/** Empty for what is no object. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

/** Own names only: a sender may call something `constructor`. */
export function valueIn(of: Json, name: string): unknown {
  return Object.hasOwn(of, name) ? of[name] : undefined
}

/** A list, or the `values` of an object, as older clients send them. Empty for anything else. */
export function listIn(of: Json, name: string, max: number): readonly unknown[] {
  const value = valueIn(of, name)
  const list = Array.isArray(value) ? value : valueIn(objectOf(value), 'values')
  return Array.isArray(list) ? list.slice(0, max) : []
}

/** Empty when there is none. Numbers and truth values are texts as they are written. */
export function textIn(of: Json, name: string, lengthMax = NAME_LENGTH_MAX): string {
  return fitText(valueIn(of, name), lengthMax)
}

export function fitText(value: unknown, lengthMax: number): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return ''
  return scrubText(cut(value, lengthMax))
}

/** Cut before it is scrubbed, so that no text costs more than its limit. Zeros are what PostgreSQL takes in no text. */
function cut(text: string, lengthMax: number): string {
  return (text.length > lengthMax ? text.slice(0, lengthMax) + CUT : text).replaceAll('\u0000', '')
}

/** Null when it is none, or no whole number from 0 on. */
export function countIn(of: Json, name: string): number | null {
  const value = valueIn(of, name)
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}

/** Null when nothing says so. */
export function truthIn(of: Json, name: string): boolean | null {
  const value = valueIn(of, name)
  return typeof value === 'boolean' ? value : null
}

/** Milliseconds since 1970 of a time as clients write it: seconds, or RFC 3339. Undefined when it is none. */
export function millisecondsIn(of: Json, name: string): number | undefined {
  const value = valueIn(of, name)
  const ms = typeof value === 'number' ? value * 1_000 : typeof value === 'string' ? Date.parse(zoned(value)) : Number.NaN
  return Number.isFinite(ms) ? ms : undefined
}

/** Python's client writes UTC without saying so. */
function zoned(text: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text
}

/** Whatever stands there as flat names and values: names of objects in objects are joined by dots. */
export function textsOf(value: unknown, max = PAIRS_MAX): Texts {
  const pairs: string[] = []
  collect(value, '', { pairs, depth: 0, max })
  const scrubbed = scrubPairs(pairs)
  const texts: [string, string][] = []
  for (let at = 0; at < scrubbed.length; at += 2) texts.push([scrubbed[at] as string, scrubbed[at + 1] as string])
  return Object.fromEntries(texts)
}

interface Collecting {
  readonly pairs: string[]
  readonly depth: number
  readonly max: number
}

function collect(value: unknown, name: string, { pairs, depth, max }: Collecting): void {
  if (pairs.length >= 2 * max || value === null || value === undefined) return
  if (typeof value === 'object' && depth < DEPTH_MAX) {
    for (const key in value) {
      if (pairs.length >= 2 * max) return
      if (!Object.hasOwn(value, key)) continue
      collect((value as Json)[key], name === '' ? key : `${name}.${key}`, { pairs, depth: depth + 1, max })
    }
    return
  }
  // Of JSON only objects are left over: what is nested too deep is cut as well.
  const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : CUT
  pairs.push(cut(name, NAME_LENGTH_MAX), cut(text, VALUE_LENGTH_MAX))
}
