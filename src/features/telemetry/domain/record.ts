/**
 * What a segment holds: for each request that was taken one record with all that is needed to keep its samples, whatever
 * protocol they came by. Numbers are little-endian; a text is its length in two bytes and its UTF-8.
 *
 *     1  version, 1                     then texts: the names of metrics
 *     2  days for which to keep         then series: number of the name (2), id (8), texts (2), labels as texts
 *    16  environment                    then columns, one value a row:
 *     4  seconds at which it came             series ids (8), seconds (4), values (8), numbers of names (2)
 *     4  names · 4  series · 4  rows
 *
 * The columns are those of the measured store's own insert format, so that keeping a record is copying bytes.
 */
import type { Batch } from './batch.ts'
import type { Identity } from './series.ts'

const VERSION = 1
const HEAD_BYTES = 35
const ROW_BYTES = 22
/** Number of the name, id, and how many texts follow. */
const SERIES_BYTES = 12

/** A series that is announced in a record. */
export interface Announced {
  readonly id: bigint
  readonly identity: Identity
}

export interface RecordHead {
  /** The 16 bytes of the environment's UUID. */
  readonly environment: Buffer
  readonly keepDays: number
  readonly receivedSeconds: number
}

/** Columns as bytes: they point into what was read. */
export interface DecodedRecord extends RecordHead {
  readonly names: readonly string[]
  readonly series: readonly Announced[]
  readonly rows: number
  readonly ids: Buffer
  readonly seconds: Buffer
  readonly values: Buffer
  readonly nameIndexes: Buffer
}

/** Gives memory of at least so many bytes for a record. */
export type TakeMemory = (bytes: number) => Buffer

/** `announced` names metrics that are among the batch's. */
export function encodeRecord(
  { environment, keepDays, receivedSeconds }: RecordHead,
  batch: Batch,
  { announced, memory }: { readonly announced: readonly Announced[]; readonly memory: TakeMemory },
): Buffer {
  const nameIndex = new Map(batch.names.map((name, index) => [name, index]))
  const texts = textsBytes(batch.names) + announced.reduce((sum, { identity }) => sum + SERIES_BYTES + textsBytes(identity.labels), 0)
  const bytes = HEAD_BYTES + texts + batch.rows * ROW_BYTES
  const writer = new RecordWriter(memory(bytes).subarray(0, bytes))
  writer.number(VERSION, 1)
  writer.number(keepDays, 2)
  writer.raw(environment)
  writer.number(receivedSeconds, 4)
  for (const count of [batch.names.length, announced.length, batch.rows]) writer.number(count, 4)
  for (const name of batch.names) writer.text(name)
  for (const { id, identity } of announced) {
    writer.number(nameIndex.get(identity.metric) ?? 0, 2)
    writer.id(id)
    writer.number(identity.labels.length, 2)
    for (const label of identity.labels) writer.text(label)
  }
  for (const column of [batch.ids.subarray(0, 2 * batch.rows), batch.seconds.subarray(0, batch.rows)]) writer.raw(bytesOf(column))
  for (const column of [batch.values.subarray(0, 2 * batch.rows), batch.nameIndexes.subarray(0, batch.rows)]) writer.raw(bytesOf(column))
  return writer.buffer
}

/** Undefined for a record of a version that this program does not know. The bytes are known to be whole. */
export function decodeRecord(bytes: Buffer): DecodedRecord | undefined {
  const reader = new RecordReader(bytes)
  if (reader.number(1) !== VERSION) return undefined
  const keepDays = reader.number(2)
  const environment = reader.raw(16)
  const receivedSeconds = reader.number(4)
  const [nameCount, seriesCount, rows] = [reader.number(4), reader.number(4), reader.number(4)]
  const names = reader.texts(nameCount)
  const series = Array.from({ length: seriesCount }, () => {
    const metric = names[reader.number(2)] ?? ''
    const id = reader.id()
    return { id, identity: { metric, labels: reader.texts(reader.number(2)) } }
  })
  const columns = {
    ids: reader.raw(8 * rows),
    seconds: reader.raw(4 * rows),
    values: reader.raw(8 * rows),
    nameIndexes: reader.raw(2 * rows),
  }
  return { environment, keepDays, receivedSeconds, names, series, rows, ...columns }
}

function textsBytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + 2 + Buffer.byteLength(text), 0)
}

function bytesOf(column: Uint32Array | Int32Array | Uint16Array): Buffer {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength)
}

class RecordWriter {
  readonly buffer: Buffer
  #at = 0

  constructor(buffer: Buffer) {
    this.buffer = buffer
  }

  number(value: number, bytes: 1 | 2 | 4): void {
    this.#at = this.buffer.writeUIntLE(value, this.#at, bytes)
  }

  id(value: bigint): void {
    this.#at = this.buffer.writeBigUInt64LE(value, this.#at)
  }

  text(value: string): void {
    const bytes = this.buffer.write(value, this.#at + 2)
    this.buffer.writeUInt16LE(bytes, this.#at)
    this.#at += 2 + bytes
  }

  raw(bytes: Buffer): void {
    this.#at += bytes.copy(this.buffer, this.#at)
  }
}

class RecordReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  number(bytes: 1 | 2 | 4): number {
    this.#at += bytes
    return this.#bytes.readUIntLE(this.#at - bytes, bytes)
  }

  id(): bigint {
    this.#at += 8
    return this.#bytes.readBigUInt64LE(this.#at - 8)
  }

  texts(count: number): readonly string[] {
    return Array.from({ length: count }, () => this.raw(this.number(2)).toString())
  }

  raw(bytes: number): Buffer {
    this.#at += bytes
    return this.#bytes.subarray(this.#at - bytes, this.#at)
  }
}
