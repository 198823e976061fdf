/**
 * Decodes answers in ClickHouse's Native format (https://clickhouse.com/docs/interfaces/formats/Native) into typed arrays: for answers
 * of millions of rows, where a JSON object for each would take longer than the statement itself.
 */

/** Times are seconds since 1970; UInt64 are pairs of 32 bits, the lower one first, because a bigint for each is slow. */
export type NativeColumn =
  | { readonly type: 'UInt64'; readonly values: Uint32Array }
  | { readonly type: 'UInt32' | 'DateTime'; readonly values: Uint32Array }
  | { readonly type: 'UInt16'; readonly values: Uint16Array }
  | { readonly type: 'UInt8'; readonly values: Uint8Array }
  | { readonly type: 'Float64'; readonly values: Float64Array }

export interface NativeColumns {
  readonly rows: number
  /** By name. */
  readonly columns: ReadonlyMap<string, NativeColumn>
}

type Type = NativeColumn['type']
const WIDTHS: Readonly<Record<Type, number>> = { UInt64: 8, UInt32: 4, DateTime: 4, UInt16: 2, UInt8: 1, Float64: 8 }

interface Piece {
  readonly type: Type
  readonly bytes: Uint8Array
}

/** All blocks of an answer as one. Throws TypeError for a column of another type: the statement is wrong. */
export function decodeNative(bytes: Uint8Array): NativeColumns {
  const reader = new Reader(bytes)
  const pieces = new Map<string, Piece[]>()
  let rows = 0
  while (!reader.isDone) {
    const columns = reader.varint()
    const blockRows = reader.varint()
    rows += blockRows
    for (let column = 0; column < columns; column++) {
      const name = reader.text()
      const type = plainType(reader.text())
      const piece = { type, bytes: reader.take(blockRows * WIDTHS[type]) }
      const known = pieces.get(name)
      if (known) known.push(piece)
      else pieces.set(name, [piece])
    }
  }
  return { rows, columns: new Map([...pieces].map(([name, each]) => [name, joined(each)])) }
}

/** A numeric column of an answer. Throws TypeError where it has none of this name and type. */
export function nativeColumn<T extends Type>(
  answer: NativeColumns,
  name: string,
  type: T,
): Extract<NativeColumn, { readonly type: T }>['values'] {
  const column = answer.columns.get(name)
  if (column === undefined && answer.rows === 0) return viewOf(type, new Uint8Array(0)).values as never
  if (column?.type !== type) throw new TypeError(`the answer has no column ${name} of type ${type}`)
  return column.values as never
}

function plainType(type: string): Type {
  const plain = type.startsWith('DateTime(') ? 'DateTime' : type
  if (!Object.hasOwn(WIDTHS, plain)) throw new TypeError(`columns of type ${type} are not read in Native form`)
  return plain as Type
}

/** Copied, because numbers must lie at multiples of their width. */
function joined(pieces: readonly Piece[]): NativeColumn {
  const length = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const all = new Uint8Array(length)
  let at = 0
  for (const { bytes } of pieces) {
    all.set(bytes, at)
    at += bytes.length
  }
  return viewOf((pieces[0] as Piece).type, all)
}

function viewOf(type: Type, { buffer }: Uint8Array<ArrayBuffer>): NativeColumn {
  switch (type) {
    case 'Float64':
      return { type, values: new Float64Array(buffer) }
    case 'UInt16':
      return { type, values: new Uint16Array(buffer) }
    case 'UInt8':
      return { type, values: new Uint8Array(buffer) }
    case 'UInt64':
    case 'UInt32':
    case 'DateTime':
      return { type, values: new Uint32Array(buffer) }
  }
}

class Reader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isDone(): boolean {
    return this.#at >= this.#bytes.length
  }

  varint(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes[this.#at++] ?? 0
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }

  text(): string {
    return Buffer.from(this.take(this.varint())).toString()
  }

  take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new TypeError('the answer ends within a block')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }
}
