/**
 * Encodes rows as one block of ClickHouse's Native format (https://clickhouse.com/docs/interfaces/formats/Native), column by
 * column: three times cheaper for the engine than JSON, and no text of a row can ever be read as SQL. This is the hot path of
 * all telemetry, so columns are given as arrays (typed ones where possible) and nothing is allocated per value.
 *
 * LowCardinality columns are sent as String, and the server converts, or as a dictionary with one number a row where a name stands
 * in thousands of rows. The block's columns are matched by name; missing ones get their default.
 */

/** One column; all columns of a block have the same number of values. */
export type Column =
  | { readonly name: string; readonly type: 'String'; readonly values: readonly string[] }
  /** Upper bound exclusive: 2^8, 2^16, 2^32. DateTime is seconds since 1970. */
  | { readonly name: string; readonly type: 'UInt8' | 'UInt16' | 'UInt32' | 'DateTime'; readonly values: ArrayLike<number> }
  | { readonly name: string; readonly type: 'Float64'; readonly values: ArrayLike<number> }
  /** Numbers must be whole and within ±2^53; bigints go up to 64 bits. DateTime64(3) is milliseconds since 1970. */
  | {
      readonly name: string
      readonly type: 'UInt64' | 'Int64' | 'DateTime64(3)'
      readonly values: BigUint64Array | BigInt64Array | ArrayLike<number> | readonly bigint[]
    }
  /** Lower-case hex with dashes. */
  | { readonly name: string; readonly type: 'UUID'; readonly values: readonly string[] }
  | { readonly name: string; readonly type: 'Array(String)'; readonly values: readonly (readonly string[])[] }
  /** Pairs as one flat list each: key, value, key, value. Keys must not repeat. */
  | { readonly name: string; readonly type: 'Map(String, String)'; readonly values: readonly (readonly string[])[] }
  /** A row's value is the text of the dictionary under its number. */
  | { readonly name: string; readonly type: 'LowCardinality(String)'; readonly dictionary: readonly string[]; readonly values: Uint32Array }
  /**
   * Values that are in the form of the format already: little-endian numbers, a UUID as two halves, each little-endian, texts with
   * their lengths in front, a map as where each row's pairs end (64 bits), then all keys, then all values.
   */
  | {
      readonly name: string
      readonly type:
        | 'UInt8'
        | 'UInt16'
        | 'UInt32'
        | 'UInt64'
        | 'DateTime'
        | 'DateTime64(3)'
        | 'Float64'
        | 'UUID'
        | 'FixedString(8)'
        | 'FixedString(16)'
        | 'String'
        | 'Map(String, String)'
      readonly encoded: { readonly rows: number; readonly pieces: readonly Uint8Array[] }
    }
  /** The same in that form, where one value stands in many rows after each other. */
  | {
      readonly name: string
      readonly type: 'UInt16' | 'UUID'
      readonly repeated: { readonly rows: number; readonly values: readonly { readonly value: Uint8Array; readonly times: number }[] }
    }

/** Versions and flags of a LowCardinality column with 32-bit numbers and a dictionary of its own, see SerializationLowCardinality.cpp. */
const DICTIONARY_WITH_KEYS = 1
const NUMBERS_OF_32_BITS = 2 | (1 << 9) | (1 << 10)

const TWO_POW_32 = 2 ** 32

/** 200,000 rows of samples, a second of a busy node; the memory of a larger block is rarely needed again. */
const REUSED_BYTES_MAX = 8 * 1024 * 1024

/** The finished block. Throws RangeError when columns differ in length or a value does not fit its type. */
export function encodeNative(columns: readonly Column[]): Uint8Array {
  return write(new Writer(0), columns)
}

/**
 * Encodes block after block into the same memory, for who has one under way at a time: blocks of megabytes that are thrown away
 * each second make the runtime look through its whole heap again and again.
 */
export class BlockEncoder {
  #writer = new Writer(0)

  /** As `encodeNative`; holds until the next call. */
  encode(columns: readonly Column[]): Uint8Array {
    if (this.#writer.room > REUSED_BYTES_MAX) this.#writer = new Writer(0)
    return write(this.#writer, columns)
  }
}

function write(writer: Writer, columns: readonly Column[]): Uint8Array {
  const rows = columns[0] ? rowsOf(columns[0]) : 0
  writer.begin(rows * columns.length * 8 + 1024)
  writer.varint(columns.length)
  writer.varint(rows)
  for (const column of columns) {
    if (rowsOf(column) !== rows) throw new RangeError(`column ${column.name} has ${rowsOf(column)} values instead of ${rows}`)
    writer.string(column.name)
    writer.string(column.type)
    writeColumn(writer, column)
  }
  return writer.finish()
}

function rowsOf(column: Column): number {
  if ('repeated' in column) return column.repeated.rows
  return 'encoded' in column ? column.encoded.rows : column.values.length
}

function writeColumn(writer: Writer, column: Column): void {
  if ('repeated' in column) return column.repeated.values.forEach(({ value, times }) => writer.repeat(value, times))
  if ('encoded' in column) return column.encoded.pieces.forEach((piece) => writer.raw(piece))
  switch (column.type) {
    case 'String':
      return writer.strings(column.values)
    case 'UInt8':
      return writer.unsigned(column.values, 1)
    case 'UInt16':
      return writer.unsigned(column.values, 2)
    case 'UInt32':
    case 'DateTime':
      return writer.unsigned(column.values, 4)
    case 'Float64':
      return writer.floats(column.values)
    case 'UInt64':
    case 'Int64':
    case 'DateTime64(3)':
      return writer.integers64(column.values)
    case 'UUID':
      return writer.uuids(column.values)
    case 'Array(String)':
      return writer.arrays(column.values)
    case 'Map(String, String)':
      return writer.maps(column.values)
    case 'LowCardinality(String)':
      return writer.numbered(column.dictionary, column.values)
  }
}

/** A growing byte buffer with the encodings of the format; all numbers are little-endian. */
class Writer {
  #buffer: Buffer
  #view: DataView
  #at = 0

  constructor(bytes: number) {
    this.#buffer = Buffer.allocUnsafeSlow(bytes)
    this.#view = new DataView(this.#buffer.buffer)
  }

  get room(): number {
    return this.#buffer.length
  }

  /** Forgets what was written; there is room for so many bytes. */
  begin(bytes: number): void {
    this.#at = 0
    this.#reserve(bytes)
  }

  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.#at)
  }

  varint(value: number): void {
    this.#reserve(10)
    this.#varint(value)
  }

  string(value: string): void {
    this.#reserve(value.length * 3 + 5)
    this.#string(value)
  }

  strings(values: readonly string[]): void {
    for (const value of values) this.string(value)
  }

  unsigned(values: ArrayLike<number>, width: 1 | 2 | 4): void {
    const max = 2 ** (8 * width) - 1
    this.#reserve(values.length * width)
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number
      if (!(value >= 0 && value <= max) || !Number.isInteger(value)) throw new RangeError(`${value} is no UInt${8 * width}`)
      this.#at = this.#buffer.writeUIntLE(value, this.#at, width)
    }
  }

  floats(values: ArrayLike<number>): void {
    this.#reserve(values.length * 8)
    for (let i = 0; i < values.length; i++, this.#at += 8) this.#view.setFloat64(this.#at, values[i] as number, true)
  }

  integers64(values: ArrayLike<number> | ArrayLike<bigint>): void {
    this.#reserve(values.length * 8)
    for (let i = 0; i < values.length; i++, this.#at += 8) {
      const value = values[i] as number | bigint
      if (typeof value === 'number') this.#integer64(value)
      else this.#view.setBigUint64(this.#at, BigInt.asUintN(64, value), true)
    }
  }

  /** Two 64-bit halves, each little-endian. */
  uuids(values: readonly string[]): void {
    this.#reserve(values.length * 16)
    for (const value of values) {
      const hex = value.replaceAll('-', '')
      if (hex.length !== 32) throw new RangeError(`${value} is no UUID`)
      this.#view.setBigUint64(this.#at, BigInt(`0x${hex.slice(0, 16)}`), true)
      this.#view.setBigUint64(this.#at + 8, BigInt(`0x${hex.slice(16)}`), true)
      this.#at += 16
    }
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#at)
    this.#at += bytes.length
  }

  repeat(bytes: Uint8Array, times: number): void {
    this.#reserve(bytes.length * times)
    this.#buffer.fill(bytes, this.#at, this.#at + bytes.length * times)
    this.#at += bytes.length * times
  }

  /** Version, flags, the dictionary, then the rows. */
  numbered(dictionary: readonly string[], numbers: Uint32Array): void {
    this.integers64([DICTIONARY_WITH_KEYS, NUMBERS_OF_32_BITS, dictionary.length])
    this.strings(dictionary)
    this.integers64([numbers.length])
    this.raw(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength))
  }

  /** Where each row's values end, then the values of all rows. */
  arrays(values: readonly (readonly string[])[]): void {
    this.#ends(values, 1)
    for (const row of values) for (const value of row) this.string(value)
  }

  /** Where each row's pairs end, then the keys of all rows, then their values. */
  maps(values: readonly (readonly string[])[]): void {
    this.#ends(values, 2)
    for (const first of [0, 1]) {
      for (const row of values) for (let i = first; i < row.length; i += 2) this.string(row[i] as string)
    }
  }

  #ends(values: readonly (readonly string[])[], perEntry: number): void {
    this.#reserve(values.length * 8)
    let end = 0
    for (const row of values) {
      if (row.length % perEntry !== 0) throw new RangeError('a map needs a value for each key')
      end += row.length / perEntry
      this.#integer64(end)
      this.#at += 8
    }
  }

  #integer64(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number within 2^53`)
    this.#view.setUint32(this.#at, value >>> 0, true)
    this.#view.setInt32(this.#at + 4, Math.floor(value / TWO_POW_32), true)
  }

  #varint(value: number): void {
    let rest = value
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#buffer[this.#at++] = (rest & 127) | 128
    this.#buffer[this.#at++] = rest
  }

  /** The length in bytes, then UTF-8. Short texts are mostly ASCII, where a loop beats a call into the runtime. */
  #string(value: string): void {
    if (value.length < 24 && this.#ascii(value)) return
    const bytes = Buffer.byteLength(value)
    this.#varint(bytes)
    this.#buffer.write(value, this.#at, 'utf8')
    this.#at += bytes
  }

  #ascii(value: string): boolean {
    const buffer = this.#buffer
    const start = this.#at + 1
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i)
      if (code > 127) return false
      buffer[start + i] = code
    }
    buffer[this.#at] = value.length
    this.#at = start + value.length
    return true
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#at + bytes))
    this.#buffer.copy(larger, 0, 0, this.#at)
    this.#buffer = larger
    this.#view = new DataView(larger.buffer)
  }
}
