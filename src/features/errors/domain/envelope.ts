/**
 * Takes envelopes apart (https://develop.sentry.dev/sdk/foundations/envelopes/): a line of JSON for all, then for each item a line of
 * JSON and its payload, which is as long as that line says, or else ends with its line.
 */
import { ITEMS_MAX } from './limits.ts'
import { countIn, objectOf, valueIn, type Json } from './read.ts'

export interface Item {
  readonly type: string
  readonly header: Json
  readonly payload: Uint8Array
}

export interface Envelope {
  readonly header: Json
  readonly items: readonly Item[]
}

/** Why an envelope is none. */
export type EnvelopeFault = 'header_unreadable' | 'item_unreadable' | 'item_cut_off' | 'too_many_items'

const LINE_END = 10

export function splitEnvelope(bytes: Buffer): Envelope | EnvelopeFault {
  const first = lineAt(bytes, 0)
  const header = parseObject(first.line)
  if (header === undefined) return 'header_unreadable'
  const items: Item[] = []
  for (let at = first.next; at < bytes.length;) {
    const { line, next } = lineAt(bytes, at)
    at = next
    if (line.length === 0) continue
    if (items.length === ITEMS_MAX) return 'too_many_items'
    const itemHeader = parseObject(line)
    const type = itemHeader && valueIn(itemHeader, 'type')
    if (itemHeader === undefined || typeof type !== 'string') return 'item_unreadable'
    const length = countIn(itemHeader, 'length')
    const end = length === null ? lineAt(bytes, at).end : at + length
    if (end > bytes.length) return 'item_cut_off'
    items.push({ type, header: itemHeader, payload: bytes.subarray(at, end) })
    at = end + (bytes[end] === LINE_END ? 1 : 0)
  }
  return { header, items }
}

function lineAt(bytes: Buffer, at: number): { readonly line: Buffer; readonly end: number; readonly next: number } {
  const found = bytes.indexOf(LINE_END, at)
  const end = found === -1 ? bytes.length : found
  return { line: bytes.subarray(at, end), end, next: end + 1 }
}

/** Undefined for what is no JSON of an object. */
export function parseObject(bytes: Uint8Array): Json | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? objectOf(value) : undefined
  } catch {
    // Whoever asked says what could not be read; the reason of the parser would name the sender's data.
    return undefined
  }
}
