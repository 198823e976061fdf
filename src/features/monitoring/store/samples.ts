/** Table `samples`: every measured value. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Minute } from '../domain/overload.ts'
import type { Labels } from '../domain/series.ts'
import type { Steps } from '../domain/steps.ts'

export interface SampleRow {
  /** UUID */
  readonly environmentId: string
  readonly metric: string
  readonly series: bigint
  /** Stored to the second. */
  readonly at: Instant
  readonly value: number
}

/** Days for which samples are kept as they came. */
const KEEP_DAYS = 15

/** One block; with the same token it is stored once however often it is sent. */
export async function insertSamples(clickhouse: ClickHouse, samples: readonly SampleRow[], token: string): Promise<void> {
  const block = encodeNative([
    { name: 'keep', type: 'UInt16', values: samples.map(() => KEEP_DAYS) },
    { name: 'env', type: 'UUID', values: samples.map((each) => each.environmentId) },
    { name: 'metric', type: 'String', values: samples.map((each) => each.metric) },
    { name: 'series', type: 'UInt64', values: samples.map((each) => each.series) },
    { name: 't', type: 'DateTime', values: samples.map((each) => Math.floor(each.at / SECOND_MS)) },
    { name: 'v', type: 'Float64', values: samples.map((each) => each.value) },
  ])
  await clickhouse.insertNative('samples', block, token)
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
  readonly since: Instant
  readonly limit: number
}

/** The last value of each series that has one since then, by metric, then labels. */
export async function readLastValues(clickhouse: ClickHouse, ask: LastAsk): Promise<readonly LastValue[]> {
  const rows = await clickhouse.query<{ env: string; metric: string; labels: Labels; at: number; value: number }>({
    name: 'monitoring.readLastValues',
    sql: `
      select p.env as env, p.metric as metric, s.labels as labels, p.at as at, p.value as value
      from (
        select env, metric, series, toUnixTimestamp(max(t)) as at, argMax(v, t) as value
        from samples
        where env in {environments:Array(UUID)} and t >= toDateTime({since:UInt32})
        group by env, metric, series
      ) as p
      global any inner join (
        select env, metric, id, labels from series final where env in {environments:Array(UUID)}
      ) as s on s.env = p.env and s.metric = p.metric and s.id = p.series
      order by metric, mapValues(labels), env
      limit {limit:UInt32}`,
    params: { environments: ask.environmentIds, since: Math.floor(ask.since / SECOND_MS), limit: ask.limit },
  })
  return rows.map(({ env, metric, labels, at, value }) => ({ environmentId: env, metric, labels, at: instant(at * SECOND_MS), value }))
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
  readonly steps: Steps
}

/** How series went over time, by series, then step. */
export async function readCourse(
  clickhouse: ClickHouse,
  { environmentIds, metric, series, steps }: CourseAsk,
): Promise<readonly StepRow[]> {
  const from = steps.from / SECOND_MS
  const rows = await clickhouse.query<Omit<StepRow, 'series'> & { series: string }>({
    name: 'monitoring.readCourse',
    sql: `
      select series, toUInt32(intDiv(toUnixTimestamp(t) - {from:UInt32}, {step:UInt32})) as step,
        min(v) as min, avg(v) as avg, max(v) as max, argMax(v, t) as last
      from samples
      where env in {environments:Array(UUID)} and metric = {metric:String} and series in {series:Array(UInt64)}
        and t >= toDateTime({from:UInt32}) and t < toDateTime({to:UInt32})
      group by series, step
      order by series, step`,
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

export interface MinuteRow extends Minute {
  readonly metric: string
  readonly series: bigint
}

/** Each minute of each series of the metrics, ascending. */
export async function readMinutes(clickhouse: ClickHouse, ask: MinutesAsk): Promise<readonly MinuteRow[]> {
  const rows = await clickhouse.query<{ metric: string; series: string; minute: number; min: number; last: number }>({
    name: 'monitoring.readMinutes',
    sql: `
      select metric, series, toUnixTimestamp(toStartOfMinute(t)) as minute, min(v) as min, argMax(v, t) as last
      from samples
      where env in {environments:Array(UUID)} and metric in {metrics:Array(String)} and t >= toDateTime({since:UInt32})
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
