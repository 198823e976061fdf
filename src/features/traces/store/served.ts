/** Table `span`: what the requests of environments were like. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'

/** Kind and status of a span as they stand in the table. */
const SERVER = 2
const FAILED = 2

export interface ServedRow {
  /** UUID */
  readonly environmentId: string
  readonly requests: number
  readonly failed: number
  /** Milliseconds. */
  readonly mean: number
  readonly p50: number
  readonly p75: number
  readonly p95: number
  readonly p99: number
}

export interface ServedAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  /** Only requests that this service served; empty: any. */
  readonly service: string
  /** Only this operation, such as `GET /cart`; empty: any. */
  readonly operation: string
  readonly from: Instant
  readonly to: Instant
}

/** Requests that began in [from, to), by environment; one without any is left out. */
export function readServed(clickhouse: ClickHouse, ask: ServedAsk): Promise<readonly ServedRow[]> {
  return readServedSteps(clickhouse, { ...ask, stepSeconds: Math.max(1, Math.ceil((ask.to - ask.from) / SECOND_MS) + 1) })
}

export interface ServedStep extends ServedRow {
  /** Position from 0; steps without a request are left out. */
  readonly step: number
}

/** The same by environment and step, the first of which begins at `from`. */
export async function readServedSteps(
  clickhouse: ClickHouse,
  ask: ServedAsk & { readonly stepSeconds: number },
): Promise<readonly ServedStep[]> {
  type Row = Omit<ServedStep, 'environmentId' | 'p50' | 'p75' | 'p95' | 'p99'> & { env: string; quantiles: readonly number[] }
  const rows = await clickhouse.query<Row>({
    name: 'traces.readServedSteps',
    sql: `
      select env, toUInt32(intDiv(toUnixTimestamp(t) - {from:UInt32}, {step:UInt32})) as step, toFloat64(count()) as requests,
        toFloat64(countIf(status = {failed:UInt8})) as failed, avg(duration) / 1e6 as mean,
        arrayMap(each -> each / 1e6, quantilesTDigest(0.5, 0.75, 0.95, 0.99)(duration)) as quantiles
      from span
      where env in {environments:Array(UUID)} and t >= toDateTime({from:UInt32}) and t < toDateTime({to:UInt32}) and kind = {server:UInt8}
        and ({service:String} = '' or service = {service:String}) and ({operation:String} = '' or name = {operation:String})
      group by env, step
      order by env, step`,
    params: {
      environments: ask.environmentIds,
      service: ask.service,
      operation: ask.operation,
      from: Math.floor(ask.from / SECOND_MS),
      to: Math.ceil(ask.to / SECOND_MS),
      step: ask.stepSeconds,
      server: SERVER,
      failed: FAILED,
    },
  })
  return rows.map(({ env, quantiles: [p50 = 0, p75 = 0, p95 = 0, p99 = 0], ...row }) => ({
    ...row,
    environmentId: env,
    p50,
    p75,
    p95,
    p99,
  }))
}
