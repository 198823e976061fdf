/** Samples of a whole day brought to where they are to be found, faster than anybody would send them. */
import { compress } from 'snappyjs'
import { request } from 'undici'
import { identify, type Identity } from '#features/telemetry/domain/series.ts'
import { insertSeries, seriesId } from '#features/telemetry/store/series.ts'
import { SampleWriter } from '#features/telemetry/store/samples.ts'
import { KEEP_DAYS } from '#features/telemetry/domain/resolution.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { labelBytes } from '#features/telemetry/domain/remote-write.ts'
import type { ShopRun } from './shop-series.ts'
import { writeRequestOf } from './write-request.ts'

/** Moments of one block: 400,000 samples of 20,000 series. */
const TICKS_EACH = 20
const SERIES_EACH = 500
const ANNOUNCED_EACH = 5_000

export interface Day {
  readonly run: ShopRun
  /** The last moment. */
  readonly endMs: number
  readonly everyMs: number
  readonly ticks: number
}

interface Block {
  /** Milliseconds, ascending. */
  readonly times: readonly number[]
  /** The values of each series after those of the one before it. */
  readonly values: Float64Array
}

function* blocksOf({ run, endMs, everyMs, ticks }: Day): Generator<Block> {
  for (let from = 0; from < ticks; from += TICKS_EACH) {
    const times = Array.from({ length: Math.min(TICKS_EACH, ticks - from) }, (_, tick) => endMs - (ticks - 1 - from - tick) * everyMs)
    const values = new Float64Array(run.series.length * times.length)
    for (let tick = 0; tick < times.length; tick++) run.next().forEach((value, index) => (values[index * times.length + tick] = value))
    yield { times, values }
  }
}

const identitiesOf = ({ series }: ShopRun): readonly Identity[] =>
  series.map(({ metric, labels }) => identify(['__name__', metric, ...Object.entries(labels).flat()]) as Identity)

/** Into the tables, as if segments had been handed on. `environmentId` is a UUID. */
export async function keepDay(clickhouse: ClickHouse, environmentId: string, day: Day): Promise<void> {
  const identities = identitiesOf(day.run)
  const ids = BigUint64Array.from(identities, (identity) => seriesId(environmentId, identity))
  const names = [...new Set(identities.map(({ metric }) => metric))]
  const nameIndex = new Map(names.map((name, index) => [name, index]))
  const head = {
    environment: Buffer.from(environmentId.replaceAll('-', ''), 'hex'),
    keepDays: KEEP_DAYS,
    receivedSeconds: 0,
    names,
    series: [],
  }
  const writer = new SampleWriter(clickhouse)
  for (const { times, values } of blocksOf(day)) {
    const each = times.length
    const rows = values.length
    const of =
      <T>(list: ArrayLike<T>) =>
      (row: number): T =>
        list[Math.floor(row / each)] as T
    const idOf = of(ids)
    const nameOf = of(identities.map(({ metric }) => nameIndex.get(metric) as number))
    const seconds = Uint32Array.from({ length: rows }, (_, row) => (times[row % each] as number) / SECOND_MS)
    const columns = {
      ids: BigUint64Array.from({ length: rows }, (_, row) => idOf(row)),
      seconds,
      values,
      nameIndexes: Uint16Array.from({ length: rows }, (_, row) => nameOf(row)),
    }
    const bytes = Object.fromEntries(Object.entries(columns).map(([name, { buffer }]) => [name, Buffer.from(buffer)]))
    await writer.insert([{ ...head, rows, ...(bytes as Record<keyof typeof columns, Buffer>) }], `bench-${times[0]}`)
  }
  const announcements = identities.map((identity, index) => ({
    environmentId,
    identity,
    id: ids[index] as bigint,
    seconds: day.endMs / SECOND_MS,
  }))
  for (let from = 0; from < announcements.length; from += ANNOUNCED_EACH)
    await insertSeries(clickhouse, announcements.slice(from, from + ANNOUNCED_EACH))
}

/** By requests of remote write, as an agent that catches up. Throws when one is refused. */
export async function sendDay(url: string, day: Day): Promise<void> {
  const labels = identitiesOf(day.run).map(labelBytes)
  const headers = { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' }
  for (const { times, values } of blocksOf(day)) {
    for (let from = 0; from < labels.length; from += SERIES_EACH) {
      const series = labels.slice(from, from + SERIES_EACH).map((bytes, index) => ({
        labels: bytes,
        values: values.subarray((from + index) * times.length, (from + index + 1) * times.length),
      }))
      const answer = await request(url, { method: 'POST', headers, body: compress(writeRequestOf(series, times)) })
      const words = await answer.body.text()
      if (answer.statusCode >= 300) throw new Error(`a request was refused with ${answer.statusCode}: ${words}`)
    }
  }
}
