/** Samples of many series at once, in columns. */
import type { ClickHouse, Statement } from '#platform/clickhouse/client.ts'
import { nativeColumn } from '#platform/clickhouse/native-read.ts'
import { ofSamples, type Conditions } from './series-matching.ts'
import type { Asking } from './series-search.ts'

export interface SamplesAsk extends Asking {
  readonly conditions: Conditions
  /** Seconds since 1970, both inclusive. */
  readonly fromSeconds: number
  readonly toSeconds: number
  /** Only those series whose id leaves `rest` when divided by `of`. */
  readonly share: { readonly of: number; readonly rest: number }
}

/** Rows in which samples of one series stand in runs that ascend in time; one part of the table may come after another. */
export interface SampleColumns {
  readonly rows: number
  /** Pairs of 32 bits, the lower one first. */
  readonly series: Uint32Array
  readonly seconds: Uint32Array
  readonly values: Float64Array
}

const IN_TIME = 't >= toDateTime({from:UInt32}) and t <= toDateTime({to:UInt32})'

function statementOf({
  conditions,
  fromSeconds,
  toSeconds,
  signal,
  timeoutMs,
}: Omit<SamplesAsk, 'share'>): Pick<Statement, 'params' | 'signal' | 'timeoutMs'> {
  return { params: { ...conditions.params, from: Math.max(0, fromSeconds), to: Math.max(0, toSeconds) }, signal, timeoutMs }
}

/** Samples of the series, each once. */
export async function readSampleColumns(clickhouse: ClickHouse, ask: SamplesAsk): Promise<SampleColumns> {
  const { params = {}, ...statement } = statementOf(ask)
  const answer = await clickhouse.queryNative({
    name: 'telemetry.readSampleColumns',
    sql: `
      select series, t, v
      from sample final
      where ${ofSamples(ask.conditions)} and ${IN_TIME} and series % {of:UInt32} = {rest:UInt32}`,
    params: { ...params, ...ask.share },
    ...statement,
  })
  return {
    rows: answer.rows,
    series: nativeColumn(answer, 'series', 'UInt64'),
    seconds: nativeColumn(answer, 't', 'DateTime'),
    values: nativeColumn(answer, 'v', 'Float64'),
  }
}

/** How many rows each hour has at most, ascending; samples that came twice may count twice. */
export function countSamplesByHour(
  clickhouse: ClickHouse,
  ask: Omit<SamplesAsk, 'share'>,
): Promise<readonly { hour: number; rows: number }[]> {
  return clickhouse.query<{ hour: number; rows: number }>({
    name: 'telemetry.countSamplesByHour',
    sql: `
      select toUnixTimestamp(toStartOfHour(t)) as hour, toFloat64(count()) as rows
      from sample
      where ${ofSamples(ask.conditions)} and ${IN_TIME}
      group by hour
      order by hour`,
    ...statementOf(ask),
  })
}
