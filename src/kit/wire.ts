/**
 * Reads Protocol Buffers (https://protobuf.dev/programming-guides/encoding/) in place: nothing is copied and nothing allocated.
 * Input that breaks the rules sets `isBroken` and ends every loop over it; whoever reads asks once at the end.
 */

/** How a field's value is written; the low three bits of its tag. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const

/** A 64-bit number has at most this many bytes of seven bits. */
const VARINT_BYTES_MAX = 10
const TWO_POW_63 = 2 ** 63
const TWO_POW_64 = 2 ** 64

export class WireReader {
  readonly bytes: Buffer
  readonly end: number
  /** The next byte to be read. */
  at: number
  isBroken = false

  /** Reads `bytes` from `at` to before `end`. */
  constructor(bytes: Buffer, at: number, end: number) {
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  /** An unsigned number; above 2^53 only nearly, which no length or tag survives. */
  varint(): number {
    const first = this.bytes[this.at] as number
    if (first < 128 && this.at < this.end) {
      this.at += 1
      return first
    }
    return this.#longVarint()
  }

  /** A signed number as `int64` is written: a negative one as its two's complement. */
  int64(): number {
    const value = this.varint()
    return value < TWO_POW_63 ? value : value - TWO_POW_64
  }

  /** The end of a message, text or byte field that begins here, after its length; at most `limit`. */
  enter(limit: number): number {
    const length = this.varint()
    if (this.at + length <= limit) return this.at + length
    this.break()
    return this.at
  }

  /** Passes over a field that is not wanted. `limit` is the end of the message that holds it. */
  skip(tag: number, limit: number): void {
    const wire = tag & 7
    if (tag < 8) return this.break()
    if (wire === WIRE.varint) this.varint()
    else if (wire === WIRE.bytes) this.at = this.enter(limit)
    else if (wire === WIRE.fixed64) this.at += 8
    else if (wire === WIRE.fixed32) this.at += 4
    else this.break()
  }

  /** To be said at the end of every message: its fields must end where it does. */
  leave(end: number): void {
    if (this.at !== end) this.break()
  }

  break(): void {
    this.isBroken = true
    this.at = this.end
  }

  #longVarint(): number {
    let value = 0
    let unit = 1
    for (let count = 0; count < VARINT_BYTES_MAX && this.at < this.end; count++) {
      const byte = this.bytes[this.at++] as number
      value += (byte & 127) * unit
      if (byte < 128) return value
      unit *= 128
    }
    this.break()
    return 0
  }
}

/** A field of bytes, text or a message: its tag, its length, then the parts one after the other. */
export function wireField(tag: number, parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.of(tag, ...wireVarint(length)), ...parts])
}

/** The bytes of an unsigned number. */
export function wireVarint(value: number): readonly number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return [...bytes, rest]
}
