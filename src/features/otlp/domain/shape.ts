/**
 * The messages of a protocol as tables, from which they are read in either of its forms: Protocol Buffers, and the JSON that
 * OpenTelemetry makes of them (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding: names in lowerCamelCase, ids in
 * hexadecimal, 64-bit numbers as texts, enumerations as numbers). Both give the same objects. Fields that are not in the table
 * are passed over, as both forms ask.
 */
import { WIRE, WireReader } from '#kit/wire.ts'

/** Messages, attributes and numbers of lists together; each costs some memory, whatever it says. */
export const PARTS_MAX = 1_000_000
/** Values inside values; deeper ones are written by nobody. */
const DEPTH_MAX = 32

/** What is wrong with a request: it is no such message, or it is one with too much in it. */
export type Broken = 'malformed' | 'too_many_parts'

/** One reading of one request, in whichever form. */
export class Reading {
  broken: Broken | undefined
  /** In the form of JSON: which field is not what it should be. */
  detail: string | undefined
  /** How many values the one that is being read lies in. */
  depth = 0
  readonly wire: WireReader
  #parts = 0

  constructor(wire: WireReader) {
    this.wire = wire
  }

  break(broken: Broken, detail?: string): void {
    this.broken ??= broken
    this.detail ??= detail
    this.wire.break()
  }

  /** To be said for everything that is allocated. */
  count(): void {
    if (++this.#parts > PARTS_MAX) this.break('too_many_parts')
  }

  enter(): void {
    if (++this.depth > DEPTH_MAX) this.break('malformed')
  }

  leave(): void {
    this.depth -= 1
  }
}

/** How a field is written in both forms. */
export interface Kind<T> {
  /** What it is when it was not sent. */
  readonly none: () => T
  /** The ways of writing under which it comes in Protocol Buffers. */
  readonly wires: readonly number[]
  /** Reads at the place after the tag; `before` is what the field has so far. */
  readonly read: (reading: Reading, limit: number, before: T, wire: number) => T
  /** Reads a value of JSON that is neither missing nor null. */
  readonly parse: (reading: Reading, value: unknown, name: string) => T
}

interface Field {
  readonly name: string
  readonly kind: Kind<unknown>
}

/** A message: its fields by their tags in one form, by their names in the other. */
export interface Shape<T> {
  readonly fields: readonly Field[]
  /** Sparse: by the number of the field and its way of writing. */
  readonly byTag: readonly (Field | undefined)[]
  readonly blank: () => T
}

/** Declares a message: for each field its number and kind, under its name in JSON. */
export function shape<T extends object>(declared: {
  readonly [K in keyof T & string]: readonly [number: number, kind: Kind<T[K]>]
}): Shape<T> {
  const entries = Object.entries(declared) as [string, readonly [number, Kind<unknown>]][]
  const byTag: (Field | undefined)[] = []
  const fields = entries.map(([name, [number, kind]]) => {
    const field = { name, kind }
    for (const wire of kind.wires) byTag[number * 8 + wire] = field
    return field
  })
  const nothing = Object.fromEntries(fields.map(({ name, kind }) => [name, kind.none()])) as T
  return { fields, byTag, blank: () => ({ ...nothing }) }
}

/** Undefined when the bytes are no such message; then the reading says why. */
export function decodeWire<T>(
  message: Shape<T>,
  bytes: Buffer,
): { readonly value: T } | { readonly broken: Broken; readonly detail?: string } {
  const reading = new Reading(new WireReader(bytes, 0, bytes.length))
  const value = readMessage(reading, message, bytes.length)
  if (reading.wire.isBroken) return { broken: reading.broken ?? 'malformed' }
  return { value }
}

/** The same for what JSON.parse made. */
export function decodeJson<T>(
  message: Shape<T>,
  json: unknown,
): { readonly value: T } | { readonly broken: Broken; readonly detail?: string } {
  const reading = new Reading(new WireReader(Buffer.alloc(0), 0, 0))
  const value = parseMessage(reading, message, json, 'the body')
  const { broken, detail } = reading
  if (broken) return detail === undefined ? { broken } : { broken, detail }
  return { value }
}

function readMessage<T>(reading: Reading, message: Shape<T>, end: number): T {
  const { wire } = reading
  const made = message.blank() as Record<string, unknown>
  reading.count()
  while (wire.at < end) {
    const tag = wire.varint()
    const field = message.byTag[tag]
    if (field === undefined) wire.skip(tag, end)
    else made[field.name] = field.kind.read(reading, end, made[field.name], tag & 7)
  }
  wire.leave(end)
  return made as T
}

function parseMessage<T>(reading: Reading, message: Shape<T>, json: unknown, name: string): T {
  const made = message.blank() as Record<string, unknown>
  if (!isObject(json)) {
    reading.break('malformed', `${name} must be an object`)
    return made as T
  }
  reading.count()
  for (const field of message.fields) {
    const value = json[field.name]
    if (value !== undefined && value !== null) made[field.name] = field.kind.parse(reading, value, field.name)
  }
  return made as T
}

/** A message inside another; undefined when it was not sent. */
export function one<T>(message: Shape<T>): Kind<T | undefined> {
  return {
    none: () => undefined,
    wires: [WIRE.bytes],
    read: (reading, limit) => readMessage(reading, message, reading.wire.enter(limit)),
    parse: (reading, value, name) => parseMessage(reading, message, value, name),
  }
}

/** What every list is until its first item comes. */
export const NONE: readonly never[] = Object.freeze([])

/** A list of messages. */
export function many<T>(message: Shape<T>): Kind<readonly T[]> {
  return {
    none: () => NONE,
    wires: [WIRE.bytes],
    read: (reading, limit, before) => added(before, readMessage(reading, message, reading.wire.enter(limit))),
    parse: (reading, value, name) => listOf(reading, value, name).map((item) => parseMessage(reading, message, item, name)),
  }
}

/** A list of numbers, written one after the other or each by itself. */
export function numbers(kind: Kind<number>): Kind<readonly number[]> {
  return {
    none: () => NONE,
    wires: [WIRE.bytes, ...kind.wires],
    read: (reading, limit, before, wire) => {
      const end = wire === WIRE.bytes ? reading.wire.enter(limit) : reading.wire.at + 1
      let list = before
      while (reading.wire.at < end) {
        reading.count()
        list = added(list, kind.read(reading, limit, 0, wire))
      }
      if (wire === WIRE.bytes) reading.wire.leave(end)
      return list
    },
    parse: (reading, value, name) =>
      listOf(reading, value, name).map((item) => {
        reading.count()
        return kind.parse(reading, item, name)
      }),
  }
}

/** The first item makes a list, the others join it. */
export function added<T>(list: readonly T[], item: T): readonly T[] {
  if (list === NONE) return [item]
  ;(list as T[]).push(item)
  return list
}

/** Empty, and the reading broken, when it is none. */
export function listOf(reading: Reading, value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  reading.break('malformed', `${name} must be a list`)
  return NONE
}

/** Whether JSON.parse made an object of it. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
