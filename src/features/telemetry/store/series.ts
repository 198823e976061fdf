/** Table `series`: which series there are. */
import { createHash } from 'node:crypto'
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Announced } from '../domain/record.ts'
import { seriesKey, type Identity, type Labels } from '../domain/series.ts'

export interface SeriesRow {
  /** UUID */
  readonly environmentId: string
  readonly metric: string
  readonly id: bigint
  readonly labels: Labels
}

/**
 * 64 bits of SHA-256: at a million series two share a number with a chance of 1 in 37 million, and since the key begins with the
 * environment even then nobody sees what is not theirs.
 */
export function seriesId(environmentId: string, identity: Identity): bigint {
  return createHash('sha256').update(seriesKey(environmentId, identity)).digest().readBigUInt64LE()
}

/** A series with where and when it was announced. */
export interface AnnouncedRow extends Announced {
  /** UUID */
  readonly environmentId: string
  readonly seconds: number
}

/** Idempotent: the newest announcement of a series replaces those before it. At least one. */
export async function insertSeries(clickhouse: ClickHouse, series: readonly AnnouncedRow[]): Promise<void> {
  const block = encodeNative([
    { name: 'env', type: 'UUID', values: series.map((each) => each.environmentId) },
    { name: 'metric', type: 'String', values: series.map((each) => each.identity.metric) },
    { name: 'id', type: 'UInt64', values: series.map((each) => each.id) },
    { name: 'labels', type: 'Map(String, String)', values: series.map((each) => each.identity.labels) },
    { name: 'last_seen', type: 'DateTime', values: series.map((each) => each.seconds) },
  ])
  await clickhouse.insertNative('series', block)
}

export interface SeriesAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly metric: string
  /** Only series with this label; all unless said. */
  readonly having?: { readonly label: string; readonly value: string } | undefined
  /** Series announced before are left out. */
  readonly seenSince: Instant
  readonly limit: number
}

/** Series of a metric, the latest announced first, by id among equals. */
export async function listSeries(clickhouse: ClickHouse, ask: SeriesAsk): Promise<readonly SeriesRow[]> {
  const rows = await clickhouse.query<{ env: string; metric: string; id: string; labels: Labels }>({
    name: 'telemetry.listSeries',
    sql: `
      select env, metric, id, labels
      from series final
      where env in {environments:Array(UUID)} and metric = {metric:String} and last_seen >= toDateTime({since:UInt32})
        and ({label:String} = '' or labels[{label:String}] = {value:String})
      order by last_seen desc, id
      limit {limit:UInt32}`,
    params: {
      environments: ask.environmentIds,
      metric: ask.metric,
      label: ask.having?.label ?? '',
      value: ask.having?.value ?? '',
      since: Math.max(0, Math.floor(ask.seenSince / SECOND_MS)),
      limit: ask.limit,
    },
  })
  return rows.map(({ env, metric, id, labels }) => ({ environmentId: env, metric, id: BigInt(id), labels }))
}
