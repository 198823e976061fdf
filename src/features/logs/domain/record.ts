/**
 * What a segment holds: for each request that was taken one record with all that is needed to keep its lines, whatever protocol
 * they came by, scrubbed already. Numbers are little-endian.
 *
 *     1  version, 1           4  rows           then each section: length (4), its bytes
 *     2  days for which to keep                 the sections are COLUMNS, in their order, then one for all resources
 *    16  environment          4  resources
 *
 * A resource is its service as a text of the columns, the number of its attributes (4), their names and their values, each with
 * the length of all (4).
 */
import { ByteColumn } from './columns.ts'
import { fitBody, fitPairs } from './fit.ts'
import { NAME_LENGTH_MAX } from './limits.ts'
import type { Line, Resource } from './line.ts'

const VERSION = 1
const HEAD_BYTES = 27
const COLUMNS = ['at', 'observed', 'number', 'severity', 'trace', 'span', 'body', 'counts', 'names', 'values', 'resource'] as const
type ColumnName = (typeof COLUMNS)[number]

export interface RecordHead {
  /** The 16 bytes of the environment's UUID. */
  readonly environment: Buffer
  readonly keepDays: number
}

export interface DecodedResource {
  /** As a text of the columns. */
  readonly service: string
  readonly count: number
  readonly names: Buffer
  readonly values: Buffer
}

/** Columns as bytes: they point into what was read. `counts` and `resource` have two bytes a row. */
export interface DecodedRecord extends RecordHead {
  readonly rows: number
  readonly columns: Readonly<Record<ColumnName, Buffer>>
  readonly resources: readonly DecodedResource[]
}

/** Collects the lines of one request; used again for the next. */
export class LineBatch {
  rows = 0
  readonly #columns = Object.fromEntries(COLUMNS.map((name) => [name, new ByteColumn()])) as Record<ColumnName, ByteColumn>
  readonly #resources = new ByteColumn()
  readonly #known = new Map<Resource, number>()

  begin(): void {
    this.rows = 0
    this.#known.clear()
    this.#resources.begin()
    for (const name of COLUMNS) this.#columns[name].begin()
  }

  /** `came` is when it arrived, `number` tells lines of the same moment apart. */
  add(line: Line, came: number, number: number): void {
    const columns = this.#columns
    columns.at.wide(line.at ?? came)
    columns.observed.wide(line.observedAt ?? came)
    columns.number.number(number, 4)
    columns.severity.number(line.severity, 1)
    columns.trace.hex(line.traceId, 16)
    columns.span.hex(line.spanId, 8)
    columns.body.text(fitBody(line.body))
    const pairs = fitPairs(line.attributes)
    columns.counts.number(pairs.length / 2, 2)
    writePairs(pairs, columns.names, columns.values)
    columns.resource.number(this.#numberOf(line.resource), 2)
    this.rows += 1
  }

  /** A record of all that was added. */
  encode({ environment, keepDays }: RecordHead): Buffer {
    const sections = [...COLUMNS.map((name) => this.#columns[name].bytes), this.#resources.bytes]
    const record = Buffer.allocUnsafe(HEAD_BYTES + sections.reduce((sum, section) => sum + 4 + section.length, 0))
    record.writeUInt8(VERSION, 0)
    record.writeUInt16LE(keepDays, 1)
    environment.copy(record, 3)
    record.writeUInt32LE(this.rows, 19)
    record.writeUInt32LE(this.#known.size, 23)
    let at = HEAD_BYTES
    for (const section of sections) {
      at = record.writeUInt32LE(section.length, at)
      at += section.copy(record, at)
    }
    return record
  }

  #numberOf(resource: Resource): number {
    const known = this.#known.get(resource)
    if (known !== undefined) return known
    const [names, values] = [new ByteColumn(), new ByteColumn()]
    const pairs = fitPairs(resource.attributes)
    writePairs(pairs, names, values)
    this.#resources.text(fitBody(resource.service.slice(0, NAME_LENGTH_MAX)))
    this.#resources.number(pairs.length / 2, 4)
    for (const { bytes } of [names, values]) {
      this.#resources.number(bytes.length, 4)
      this.#resources.raw(bytes)
    }
    this.#known.set(resource, this.#known.size)
    return this.#known.size - 1
  }
}

function writePairs(pairs: readonly string[], names: ByteColumn, values: ByteColumn): void {
  for (let i = 0; i < pairs.length; i += 2) {
    names.text(pairs[i] as string)
    values.text(pairs[i + 1] as string)
  }
}

/** Undefined for a record of a version that this program does not know. The bytes are known to be whole. */
export function decodeRecord(bytes: Buffer): DecodedRecord | undefined {
  if (bytes.readUInt8(0) !== VERSION) return undefined
  const rows = bytes.readUInt32LE(19)
  const resourceCount = bytes.readUInt32LE(23)
  let at = HEAD_BYTES
  const section = (): Buffer => {
    const start = at + 4
    at = start + bytes.readUInt32LE(at)
    return bytes.subarray(start, at)
  }
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, section()])) as Record<ColumnName, Buffer>
  const resources = resourcesIn(section(), resourceCount)
  return { environment: bytes.subarray(3, 19), keepDays: bytes.readUInt16LE(1), rows, columns, resources }
}

function resourcesIn(bytes: Buffer, count: number): readonly DecodedResource[] {
  let at = 0
  const number = (): number => bytes.readUInt32LE((at += 4) - 4)
  const raw = (length: number): Buffer => bytes.subarray(at, (at += length))
  return Array.from({ length: count }, () => {
    const service = raw(textLength()).toString()
    const pairs = number()
    return { service, count: pairs, names: raw(number()), values: raw(number()) }
  })

  function textLength(): number {
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes.readUInt8(at++)
      length |= (byte & 127) << shift
      if (byte < 128) return length
    }
  }
}
