/** Table `intake`: what arrived, by minute. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Outcome, Protocol, TallyRow } from '../domain/tally.ts'

/** Stands for the program's own collector, which has no key. */
const NO_KEY = '00000000-0000-0000-0000-000000000000'

/** At least one row. With the same token they are counted once however often they are sent. */
export async function insertTally(clickhouse: ClickHouse, rows: readonly TallyRow[], token: string): Promise<void> {
  const block = encodeNative([
    { name: 'env', type: 'UUID', values: rows.map((row) => row.environmentId) },
    { name: 'key', type: 'UUID', values: rows.map((row) => row.keyId ?? NO_KEY) },
    { name: 'protocol', type: 'String', values: rows.map((row) => row.protocol) },
    { name: 'outcome', type: 'String', values: rows.map((row) => row.outcome) },
    { name: 't', type: 'DateTime', values: rows.map((row) => row.at / SECOND_MS) },
    { name: 'requests', type: 'UInt64', values: rows.map((row) => row.requests) },
    { name: 'samples', type: 'UInt64', values: rows.map((row) => row.items) },
    { name: 'bytes', type: 'UInt64', values: rows.map((row) => row.bytes) },
  ])
  await clickhouse.insertNative('intake', block, token)
}

export interface ArrivedRow {
  /** UUID */
  readonly environmentId: string
  readonly keyId: string | null
  readonly protocol: Protocol
  readonly outcome: Outcome
  readonly items: number
  readonly bytes: number
  /** Since `latelyFrom`. */
  readonly itemsLately: number
  /** Start of the last minute in which some came. */
  readonly lastAt: Instant
}

export interface ArrivedAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly since: Instant
  /** Start of a minute. */
  readonly latelyFrom: Instant
}

/** Sums by source and outcome. */
export async function readArrived(clickhouse: ClickHouse, ask: ArrivedAsk): Promise<readonly ArrivedRow[]> {
  type Row = Omit<ArrivedRow, 'environmentId' | 'keyId' | 'lastAt'> & { env: string; key: string; last: number }
  const rows = await clickhouse.query<Row>({
    name: 'telemetry.readArrived',
    sql: `
      select env, key, protocol, outcome, toFloat64(sum(samples)) as items, toFloat64(sum(i.bytes)) as bytes,
        toFloat64(sumIf(samples, t >= toDateTime({from:UInt32}))) as itemsLately,
        toUnixTimestamp(max(t)) as last
      from intake as i
      where env in {environments:Array(UUID)} and t >= toDateTime({since:UInt32})
      group by env, key, protocol, outcome
      order by env, key, protocol, outcome`,
    params: {
      environments: ask.environmentIds,
      since: Math.floor(ask.since / SECOND_MS),
      from: Math.floor(ask.latelyFrom / SECOND_MS),
    },
  })
  return rows.map(({ env, key, last, ...row }) => ({
    ...row,
    environmentId: env,
    keyId: key === NO_KEY ? null : key,
    lastAt: instant(last * SECOND_MS),
  }))
}
