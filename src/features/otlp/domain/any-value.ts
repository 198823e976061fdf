/** Attributes, and what they can be: texts, numbers, yes and no, bytes, lists and maps of these. */
import { WIRE } from '#kit/wire.ts'
import { double, flag, parseDouble, parseWhole, readKnown, readText, text, wrong } from './kinds.ts'
import { added, isObject, listOf, NONE, type Kind, type Reading } from './shape.ts'

/** Bytes are base64; a whole number beyond ±2^53 is a text, because ids are sent so and must not be rounded. */
export type AnyValue = string | number | boolean | null | readonly AnyValue[] | { readonly [key: string]: AnyValue }

export interface Attribute {
  readonly key: string
  readonly value: AnyValue
}

/** By tag: the one of the seven values that was sent. */
const STRING = 0x0a
const BOOL = 0x10
const INT = 0x18
const DOUBLE = 0x21
const LIST = 0x2a
const MAP = 0x32
const BYTES = 0x3a

const KEY = 0x0a
const VALUE = 0x12
/** The one field of a list and of a map. */
const ITEM = 0x0a

/** A list of attributes in the order in which they came. */
export const attributes: Kind<readonly Attribute[]> = {
  none: () => NONE,
  wires: [WIRE.bytes],
  read: (reading, limit, before) => added(before, readAttribute(reading, limit)),
  parse: (reading, value, name) => listOf(reading, value, name).map((item) => parseAttribute(reading, item, name)),
}

/** A value by itself. */
export const anyValue: Kind<AnyValue> = {
  none: () => null,
  wires: [WIRE.bytes],
  read: (reading, limit) => readValue(reading, limit),
  parse: (reading, value, name) => parseValue(reading, value, name),
}

/** A value as a text: a text as it is, lists and maps as JSON. */
export function valueText(value: AnyValue): string {
  if (typeof value === 'string') return value
  return value === null ? '' : JSON.stringify(value)
}

function readAttribute(reading: Reading, limit: number): Attribute {
  const { wire } = reading
  const end = wire.enter(limit)
  let key = ''
  let value: AnyValue = null
  reading.count()
  while (wire.at < end) {
    const tag = wire.varint()
    if (tag === KEY) key = readKnown(reading, end)
    else if (tag === VALUE) value = readValue(reading, end)
    else wire.skip(tag, end)
  }
  wire.leave(end)
  return { key, value }
}

function readValue(reading: Reading, limit: number): AnyValue {
  const { wire } = reading
  const end = wire.enter(limit)
  let value: AnyValue = null
  reading.enter()
  while (wire.at < end) {
    const tag = wire.varint()
    if (tag === STRING) value = readKnown(reading, end)
    else value = readOther(reading, tag, { limit: end, before: value })
  }
  wire.leave(end)
  reading.leave()
  return value
}

function readOther(reading: Reading, tag: number, { limit, before }: { readonly limit: number; readonly before: AnyValue }): AnyValue {
  switch (tag) {
    case BOOL:
      return flag.read(reading, limit, false, WIRE.varint)
    case INT:
      return readInt(reading)
    case DOUBLE:
      return spelt(double.read(reading, limit, 0, WIRE.fixed64))
    case LIST:
      return readItems(reading, limit, readListed)
    case MAP:
      return asMap(readItems(reading, limit, readAttribute))
    case BYTES:
      return readText(reading, limit, 'base64')
    default:
      reading.wire.skip(tag, limit)
      return before
  }
}

function readListed(reading: Reading, limit: number): AnyValue {
  reading.count()
  return readValue(reading, limit)
}

function readItems<T>(reading: Reading, limit: number, read: (reading: Reading, limit: number) => T): readonly T[] {
  const { wire } = reading
  const end = wire.enter(limit)
  let items: readonly T[] = NONE
  while (wire.at < end) {
    const tag = wire.varint()
    if (tag === ITEM) items = added(items, read(reading, end))
    else wire.skip(tag, end)
  }
  wire.leave(end)
  return items
}

/** Read again, exactly, when it is too large to be read as a number. */
function readInt({ wire }: Reading): AnyValue {
  const start = wire.at
  const value = wire.int64()
  if (Number.isSafeInteger(value)) return value
  let exact = 0n
  for (let at = wire.at - 1; at >= start; at--) exact = (exact << 7n) | BigInt((wire.bytes[at] as number) & 127)
  return BigInt.asIntN(64, exact).toString()
}

/** JSON, in which lists and maps are kept, knows no infinity. */
function spelt(value: number): AnyValue {
  return Number.isFinite(value) ? value : String(value)
}

/** Also a key such as `__proto__` becomes an entry and nothing else. */
function asMap(pairs: readonly Attribute[]): AnyValue {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
}

function parseAttribute(reading: Reading, item: unknown, name: string): Attribute {
  reading.count()
  if (!isObject(item)) return wrong(reading, `${name} must be a list of objects with key and value`, { key: '', value: null })
  const { key = '', value } = item
  return { key: text.parse(reading, key, 'key'), value: value === undefined || value === null ? null : parseValue(reading, value, 'value') }
}

function parseValue(reading: Reading, value: unknown, name: string): AnyValue {
  if (!isObject(value)) return wrong(reading, `${name} must be an object such as {"stringValue": "…"}`, null)
  reading.enter()
  const entry = Object.entries(value).find(([key, sent]) => sent !== null && key in parsers)
  const parsed = entry ? (parsers[entry[0]]?.(reading, entry[1], entry[0]) ?? null) : null
  reading.leave()
  return parsed
}

const parsers: Readonly<Record<string, (reading: Reading, value: unknown, name: string) => AnyValue>> = {
  stringValue: text.parse,
  boolValue: flag.parse,
  intValue: (reading, value, name) => {
    const number = parseWhole(reading, value, name)
    return Number.isSafeInteger(number) ? number : String(value)
  },
  doubleValue: (reading, value, name) => spelt(parseDouble(reading, value, name)),
  bytesValue: text.parse,
  arrayValue: (reading, value, name) =>
    itemsOf(reading, value, name).map((item) => {
      reading.count()
      return item === null ? null : parseValue(reading, item, 'values')
    }),
  kvlistValue: (reading, value, name) => asMap(itemsOf(reading, value, name).map((item) => parseAttribute(reading, item, 'values'))),
}

function itemsOf(reading: Reading, value: unknown, name: string): readonly unknown[] {
  if (!isObject(value)) return wrong(reading, `${name} must be an object with values`, NONE)
  return value['values'] === undefined ? NONE : listOf(reading, value['values'], `${name}.values`)
}
