/** How single values are written, in Protocol Buffers and in the JSON of OpenTelemetry. */
import { KnownTexts } from '#kit/known-texts.ts'
import { WIRE } from '#kit/wire.ts'
import type { Kind, Reading } from './shape.ts'

/** Bytes that are no UTF-8 are shown as U+FFFD: a text that was cut inside a character does not cost the request. */
export const text: Kind<string> = {
  none: () => '',
  wires: [WIRE.bytes],
  read: (reading, limit) => readText(reading, limit, 'utf8'),
  parse: (reading, value, name) => (typeof value === 'string' ? value : wrong(reading, `${name} must be a text`, '')),
}

/** An id, in small hexadecimal digits. */
export const hex: Kind<string> = {
  none: () => '',
  wires: [WIRE.bytes],
  read: (reading, limit) => readText(reading, limit, 'hex'),
  parse: (reading, value, name) =>
    typeof value === 'string' && /^[0-9a-f]*$/i.test(value)
      ? value.toLowerCase()
      : wrong(reading, `${name} must be hexadecimal digits`, ''),
}

export const flag: Kind<boolean> = {
  none: () => false,
  wires: [WIRE.varint],
  read: (reading) => reading.wire.varint() !== 0,
  parse: (reading, value, name) => (typeof value === 'boolean' ? value : wrong(reading, `${name} must be true or false`, false)),
}

/** A whole number that is not negative, or the number of an enumeration. */
export const whole: Kind<number> = { none: () => 0, wires: [WIRE.varint], read: (reading) => reading.wire.varint(), parse: parseWhole }

/** A whole number of either sign, in the form that keeps small ones short. */
export const signed: Kind<number> = {
  ...whole,
  read: (reading) => {
    const value = reading.wire.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  },
}

/** A count in eight bytes; above 2^53 only nearly. */
export const count: Kind<number> = {
  ...whole,
  wires: [WIRE.fixed64],
  read: (reading) => {
    const at = take(reading, 8)
    return at < 0 ? 0 : Number(reading.wire.bytes.readBigUInt64LE(at))
  },
}

/** A whole number of either sign in eight bytes; beyond ±2^53 only nearly. Undefined when it was not sent. */
export const wholeValue: Kind<number | undefined> = {
  none: () => undefined,
  wires: [WIRE.fixed64],
  read: (reading) => {
    const at = take(reading, 8)
    return at < 0 ? 0 : Number(reading.wire.bytes.readBigInt64LE(at))
  },
  parse: parseWhole,
}

export const double: Kind<number> = {
  none: () => 0,
  wires: [WIRE.fixed64],
  read: (reading) => {
    const at = take(reading, 8)
    return at < 0 ? 0 : reading.wire.bytes.readDoubleLE(at)
  },
  parse: parseDouble,
}

/** Undefined when it was not sent. */
export const doubleValue: Kind<number | undefined> = {
  ...double,
  none: () => undefined,
  read: (reading, limit) => double.read(reading, limit, 0, WIRE.fixed64),
}

/** A point in time: nanoseconds since 1970. */
export const nanoseconds: Kind<bigint> = {
  none: () => 0n,
  wires: [WIRE.fixed64],
  read: (reading) => {
    const at = take(reading, 8)
    return at < 0 ? 0n : reading.wire.bytes.readBigUInt64LE(at)
  },
  parse: (reading, value, name) => {
    const digits = typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : value
    if (typeof digits !== 'string' || !/^\d{1,20}$/.test(digits)) return wrong(reading, `${name} must be nanoseconds since 1970`, 0n)
    return BigInt.asUintN(64, BigInt(digits))
  },
}

/** Breaks the reading and goes on with `instead`. */
export function wrong<T>(reading: Reading, detail: string, instead: T): T {
  reading.break('malformed', detail)
  return instead
}

/** Also for who writes a 64-bit number as a text, as the form asks, or as a number, as many do. */
export function parseWhole(reading: Reading, value: unknown, name: string): number {
  const number = typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) ? number : wrong(reading, `${name} must be a whole number`, 0)
}

const SPELT_OUT: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity }

/** JSON has no infinity: it is spelt out. */
export function parseDouble(reading: Reading, value: unknown, name: string): number {
  if (typeof value === 'number') return value
  const number = typeof value === 'string' ? (SPELT_OUT[value] ?? (value.trim() === '' ? NaN : Number(value))) : undefined
  const isNumber = number !== undefined && (!Number.isNaN(number) || value === 'NaN')
  return isNumber ? number : wrong(reading, `${name} must be a number`, 0)
}

/** Where the next bytes lie, which are passed over; -1 when there are not as many. */
function take(reading: Reading, bytes: number): number {
  const { wire } = reading
  const at = wire.at
  if (at + bytes > wire.end) {
    wire.break()
    return -1
  }
  wire.at = at + bytes
  return at
}

/** The bytes of a field, in one of the ways in which Node writes bytes as a text. */
export function readText(reading: Reading, limit: number, as: 'utf8' | 'hex' | 'base64'): string {
  const { wire } = reading
  const end = wire.enter(limit)
  const start = wire.at
  if (wire.isBroken) return ''
  wire.at = end
  return wire.bytes.toString(as, start, end)
}

/** Names of attributes and most of their values come with every line, span and point. */
const known = new KnownTexts()

/** A text that has probably come before. */
export function readKnown(reading: Reading, limit: number): string {
  const { wire } = reading
  const end = wire.enter(limit)
  const start = wire.at
  if (wire.isBroken) return ''
  wire.at = end
  return known.read(wire.bytes, start, end)
}
