/** Table `sample`: every measured value. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { BlockEncoder } from '#platform/clickhouse/native.ts'
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import type { DecodedRecord } from '../domain/record.ts'
import type { Labels } from '../domain/series.ts'
import { WITHIN_PARTITIONS } from './partitions.ts'

/** Writes block after block, one at a time, into memory that is used again. */
export class SampleWriter {
  readonly #clickhouse: ClickHouse
  #encoder = new BlockEncoder()

  constructor(clickhouse: ClickHouse) {
    this.#clickhouse = clickhouse
  }

  /** One block; with the same token it is stored once however often it is sent. At least one record with a row. */
  async insert(records: readonly DecodedRecord[], token: string): Promise<void> {
    try {
      await this.#clickhouse.insertNative('sample', encode(this.#encoder, records), token)
    } catch (error) {
      // What failed may still be under way, so the next block gets memory of its own.
      this.#encoder = new BlockEncoder()
      throw error
    }
  }
}

function encode(encoder: BlockEncoder, records: readonly DecodedRecord[]): Uint8Array {
  const rows = records.reduce((sum, record) => sum + record.rows, 0)
  const of = (piece: (record: DecodedRecord) => Uint8Array) => ({ rows, pieces: records.map(piece) })
  const each = (value: (record: DecodedRecord) => Uint8Array) => ({
    rows,
    values: records.map((record) => ({ value: value(record), times: record.rows })),
  })
  return encoder.encode([
    { name: 'keep', type: 'UInt16', repeated: each((record) => littleEndian16(record.keepDays)) },
    { name: 'env', type: 'UUID', repeated: each((record) => inHalves(record.environment)) },
    { name: 'metric', type: 'LowCardinality(String)', ...metricsOf(records, rows) },
    { name: 'series', type: 'UInt64', encoded: of((record) => record.ids) },
    { name: 't', type: 'DateTime', encoded: of((record) => record.seconds) },
    { name: 'v', type: 'Float64', encoded: of((record) => record.values) },
  ])
}

function littleEndian16(value: number): Buffer {
  return Buffer.of(value & 255, value >> 8)
}

/** A UUID as the format has it: both halves from their last byte to their first. */
function inHalves(uuid: Buffer): Buffer {
  return Buffer.from(uuid).swap64()
}

/** One dictionary for all records, each of which numbers its own names. */
function metricsOf(records: readonly DecodedRecord[], rows: number): { dictionary: readonly string[]; values: Uint32Array } {
  const numberOf = new Map<string, number>()
  const values = new Uint32Array(rows)
  let row = 0
  for (const { names, nameIndexes } of records) {
    const numbers = names.map((name) => {
      if (!numberOf.has(name)) numberOf.set(name, numberOf.size)
      return numberOf.get(name) as number
    })
    for (let at = 0; at < nameIndexes.length; at += 2) values[row++] = numbers[nameIndexes.readUInt16LE(at)] as number
  }
  return { dictionary: [...numberOf.keys()], values }
}

export interface LastValue {
  /** UUID */
  readonly environmentId: string
  readonly metric: string
  readonly labels: Labels
  readonly at: Instant
  readonly value: number
}

export interface LastAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly metrics: readonly string[]
  readonly since: Instant
  readonly limit: number
}

/**
 * The last value of each series that has one since then, by metric, then labels. A series that its sender has declared ended has
 * none.
 */
export async function readLastValues(clickhouse: ClickHouse, ask: LastAsk): Promise<readonly LastValue[]> {
  const rows = await clickhouse.query<{ env: string; metric: string; labels: Labels; at: number; value: number }>({
    name: 'telemetry.readLastValues',
    sql: `
      select p.env as env, p.metric as metric, s.labels as labels, p.at as at, p.value as value
      from (
        select env, metric, series, toUnixTimestamp(max(t)) as at, argMax(v, t) as value
        from sample
        where env in {environments:Array(UUID)} and metric in {metrics:Array(String)} and t >= toDateTime({since:UInt32})
        group by env, metric, series
        having isFinite(value)
      ) as p
      global any inner join (
        select env, metric, id, labels from series final where env in {environments:Array(UUID)} and metric in {metrics:Array(String)}
      ) as s on s.env = p.env and s.metric = p.metric and s.id = p.series
      order by metric, mapValues(labels), env
      limit {limit:UInt32}`,
    params: { environments: ask.environmentIds, metrics: ask.metrics, since: Math.floor(ask.since / SECOND_MS), limit: ask.limit },
  })
  return rows.map(({ env, metric, labels, at, value }) => ({ environmentId: env, metric, labels, at: instant(at * SECOND_MS), value }))
}

export interface LastSamplesAsk {
  /** UUID */
  readonly environmentId: string
  readonly metrics: readonly string[]
  readonly series: readonly bigint[]
  readonly since: Instant
}

/** When each of these series had its last sample since then; those that had none are left out. */
export async function lastSamples(clickhouse: ClickHouse, ask: LastSamplesAsk): Promise<ReadonlyMap<bigint, Instant>> {
  const rows = await clickhouse.query<{ id: string; at: number }>({
    name: 'telemetry.lastSamples',
    sql: `
      select toString(series) as id, toUnixTimestamp(max(t)) as at
      from sample
      where env = {environment:UUID} and metric in {metrics:Array(String)} and series in {series:Array(UInt64)} and t >= toDateTime({since:UInt32})
      group by series
      order by series`,
    params: {
      environment: ask.environmentId,
      metrics: ask.metrics,
      series: ask.series,
      since: Math.floor(ask.since / SECOND_MS),
    },
  })
  return new Map(rows.map(({ id, at }) => [BigInt(id), instant(at * SECOND_MS)]))
}

export interface StepRow {
  readonly series: bigint
  /** Position from 0; steps without samples are left out. */
  readonly step: number
  readonly min: number
  readonly avg: number
  readonly max: number
  readonly last: number
}

export interface CourseAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly metric: string
  readonly series: readonly bigint[]
  /** `count` steps of equal length from `from` on. */
  readonly steps: { readonly from: Instant; readonly stepSeconds: number; readonly count: number }
}

/** How series went over time, from samples: by series, then step. Values that are no finite numbers are gaps. */
export async function readSampledCourse(
  clickhouse: ClickHouse,
  { environmentIds, metric, series, steps }: CourseAsk,
): Promise<readonly StepRow[]> {
  const from = steps.from / SECOND_MS
  const rows = await clickhouse.query<Omit<StepRow, 'series'> & { series: string }>({
    name: 'telemetry.readSampledCourse',
    sql: `
      select series, toUInt32(intDiv(toUnixTimestamp(t) - {from:UInt32}, {step:UInt32})) as step,
        min(v) as min, avg(v) as avg, max(v) as max, argMax(v, t) as last
      from sample final
      prewhere env in {environments:Array(UUID)} and metric = {metric:String} and series in {series:Array(UInt64)}
        and t >= toDateTime({from:UInt32}) and t < toDateTime({to:UInt32})
      where isFinite(v)
      group by series, step
      order by series, step
      ${WITHIN_PARTITIONS}`,
    params: {
      environments: environmentIds,
      metric,
      series,
      from,
      to: from + steps.count * steps.stepSeconds,
      step: steps.stepSeconds,
    },
  })
  return rows.map((row) => ({ ...row, series: BigInt(row.series) }))
}

export interface MinutesAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly metrics: readonly string[]
  readonly since: Instant
}

export interface MinuteRow {
  readonly metric: string
  readonly series: bigint
  /** Its start. */
  readonly at: Instant
  readonly min: number
  readonly last: number
}

/** Each minute of each series of the metrics, ascending. */
export async function readMinutes(clickhouse: ClickHouse, ask: MinutesAsk): Promise<readonly MinuteRow[]> {
  const rows = await clickhouse.query<{ metric: string; series: string; minute: number; min: number; last: number }>({
    name: 'telemetry.readMinutes',
    sql: `
      select metric, series, toUnixTimestamp(toStartOfMinute(t)) as minute, min(v) as min, argMax(v, t) as last
      from sample
      where env in {environments:Array(UUID)} and metric in {metrics:Array(String)} and t >= toDateTime({since:UInt32}) and isFinite(v)
      group by metric, series, minute
      order by metric, series, minute`,
    params: { environments: ask.environmentIds, metrics: ask.metrics, since: Math.floor(ask.since / SECOND_MS) },
  })
  return rows.map(({ metric, series, minute, min, last }) => ({
    metric,
    series: BigInt(series),
    at: instant(minute * SECOND_MS),
    min,
    last,
  }))
}
