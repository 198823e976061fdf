/** Table `line`: every log line. Writing; reading is in `read-lines.ts`. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import type { DecodedRecord } from '../domain/record.ts'

/** One block; with the same token it is stored once however often it is sent. At least one record with a row. */
export async function insertLines(clickhouse: ClickHouse, records: readonly DecodedRecord[], token: string): Promise<void> {
  const rows = records.reduce((sum, record) => sum + record.rows, 0)
  const of = (piece: (record: DecodedRecord) => Uint8Array) => ({ rows, pieces: records.map(piece) })
  const column = (name: keyof DecodedRecord['columns']) => of(({ columns }) => columns[name])
  const block = encodeNative([
    {
      name: 'keep',
      type: 'UInt16',
      encoded: of((record) => repeated(Buffer.of(record.keepDays & 255, record.keepDays >> 8), record.rows)),
    },
    // A UUID as the format has it: both halves from their last byte to their first.
    { name: 'env', type: 'UUID', encoded: of((record) => repeated(Buffer.from(record.environment).swap64(), record.rows)) },
    { name: 'service', type: 'LowCardinality(String)', ...servicesOf(records, rows) },
    { name: 't', type: 'DateTime64(3)', encoded: column('at') },
    { name: 'n', type: 'UInt32', encoded: column('number') },
    { name: 'observed', type: 'DateTime64(3)', encoded: column('observed') },
    { name: 'severity', type: 'UInt8', encoded: column('severity') },
    { name: 'trace', type: 'FixedString(16)', encoded: column('trace') },
    { name: 'span', type: 'FixedString(8)', encoded: column('span') },
    { name: 'body', type: 'String', encoded: column('body') },
    { name: 'attributes', type: 'Map(String, String)', encoded: { rows, pieces: attributesOf(records, rows) } },
    { name: 'resource', type: 'Map(String, String)', encoded: { rows, pieces: resourcesOf(records, rows) } },
  ])
  await clickhouse.insertNative('line', block, token)
}

function repeated(bytes: Buffer, times: number): Buffer {
  return Buffer.alloc(bytes.length * times, bytes)
}

/** Calls back with the number of each row's resource, in order. */
function eachResource({ rows, columns }: DecodedRecord, each: (resource: number) => void): void {
  for (let row = 0; row < rows; row++) each(columns.resource.readUInt16LE(2 * row))
}

/** One dictionary for all records, each of which numbers its own resources. */
function servicesOf(records: readonly DecodedRecord[], rows: number): { dictionary: readonly string[]; values: Uint32Array } {
  const numberOf = new Map<string, number>()
  const values = new Uint32Array(rows)
  let row = 0
  for (const record of records) {
    const numbers = record.resources.map(({ service }) => {
      if (!numberOf.has(service)) numberOf.set(service, numberOf.size)
      return numberOf.get(service) as number
    })
    eachResource(record, (resource) => (values[row++] = numbers[resource] as number))
  }
  return { dictionary: [...numberOf.keys()], values }
}

/** Where each row's pairs end in the whole column. */
class Ends {
  readonly bytes: Buffer
  #row = 0
  #end = 0

  constructor(rows: number) {
    this.bytes = Buffer.alloc(8 * rows)
  }

  add(pairs: number): void {
    this.#end += pairs
    this.bytes.writeUInt32LE(this.#end, 8 * this.#row++)
  }
}

function attributesOf(records: readonly DecodedRecord[], rows: number): readonly Buffer[] {
  const ends = new Ends(rows)
  for (const record of records) for (let row = 0; row < record.rows; row++) ends.add(record.columns.counts.readUInt16LE(2 * row))
  return [ends.bytes, ...records.map(({ columns }) => columns.names), ...records.map(({ columns }) => columns.values)]
}

/** What stands once in a record is written out for each row; rows of one resource mostly follow each other. */
function resourcesOf(records: readonly DecodedRecord[], rows: number): readonly Buffer[] {
  const ends = new Ends(rows)
  const names: Buffer[] = []
  const values: Buffer[] = []
  for (const record of records) {
    for (const { resource, times } of runsOf(record)) {
      const { count, names: ownNames, values: ownValues } = record.resources[resource] as DecodedRecord['resources'][number]
      for (let row = 0; row < times; row++) ends.add(count)
      names.push(repeated(ownNames, times))
      values.push(repeated(ownValues, times))
    }
  }
  return [ends.bytes, ...names, ...values]
}

function runsOf(record: DecodedRecord): readonly { readonly resource: number; readonly times: number }[] {
  const runs: { resource: number; times: number }[] = []
  eachResource(record, (resource) => {
    const last = runs.at(-1)
    if (last?.resource === resource) last.times += 1
    else runs.push({ resource, times: 1 })
  })
  return runs
}
