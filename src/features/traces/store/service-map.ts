/**
 * Table `span`: who calls whom. Spans of one trace come in different requests, so pairs are put together when they are asked for:
 * of whole traces, and of every `every`-th trace only, so that what is paired stays bounded however much was sent.
 */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Call, Served } from '../domain/service-map.ts'

export interface MapAsk {
  /** UUID of an environment that the caller may see. */
  readonly environmentId: string
  readonly from: Instant
  readonly to: Instant
}

export type SampledAsk = MapAsk & { readonly every: number }

/** Lines that are told; the busiest. Far more than stand between the boxes that are drawn. */
const CALLS_MAX = 500
/** A request that began before the time may still have called something in it. */
const BEFORE_SECONDS = 60

/** Who answers or takes, who asks or sends, as kinds stand in the table. */
const ENTERS = 'kind in (2, 5)'
const LEAVES = 'kind in (3, 4)'
const WITHIN = 't >= toDateTime({from:UInt32}) and t < toDateTime({to:UInt32})'
const PICKED = `env = {environment:UUID} and cityHash64(trace) % {every:UInt32} = 0 and ${WITHIN}`
const SERVED = `toFloat64(count()) as requests, toFloat64(countIf(status = 2)) as failed, quantileTDigest(0.95)(duration) / 1e6 as p95Ms`

const paramsOf = ({ environmentId, from, to }: MapAsk) => ({
  environment: environmentId,
  from: Math.floor(from / SECOND_MS),
  to: Math.ceil(to / SECOND_MS),
})

/** Spans that began in the time, sent twice or not. */
export async function countAllSpans(clickhouse: ClickHouse, ask: MapAsk): Promise<number> {
  const [row] = await clickhouse.query<{ spans: number }>({
    name: 'traces.countAllSpans',
    sql: `select toFloat64(count()) as spans from span where env = {environment:UUID} and ${WITHIN}`,
    params: paramsOf(ask),
  })
  return row?.spans ?? 0
}

/** What each service answered or took. */
export async function readServices(clickhouse: ClickHouse, ask: SampledAsk): Promise<ReadonlyMap<string, Served>> {
  const rows = await clickhouse.query<Served & { service: string }>({
    name: 'traces.readServices',
    sql: `
      select service, ${SERVED}
      from (select service, status, duration from span where ${PICKED} and ${ENTERS} limit 1 by trace, id)
      group by service
      order by requests desc, service
      limit {limit:UInt32}`,
    params: { ...paramsOf(ask), every: ask.every, limit: CALLS_MAX },
  })
  return new Map(rows.map(({ service, ...served }) => [service, served]))
}

/** What services answered or took for other services, which began it themselves or by a span of theirs. */
export function readCalls(clickhouse: ClickHouse, ask: SampledAsk): Promise<readonly Call[]> {
  return clickhouse.query<Call>({
    name: 'traces.readCalls',
    sql: `
      select up.service as caller, 'service' as kind, down.service as callee, ${SERVED}
      from (select trace, parent, service, status, duration from span where ${PICKED} and ${ENTERS} and parent != 0 limit 1 by trace, id) as down
      inner join (
        select trace, id, service
        from span
        where env = {environment:UUID} and cityHash64(trace) % {every:UInt32} = 0
          and t >= toDateTime({from:UInt32} - {before:UInt32}) and t < toDateTime({to:UInt32})
        limit 1 by trace, id
      ) as up on up.trace = down.trace and up.id = down.parent
      where up.service != down.service
      group by caller, callee
      order by requests desc, caller, callee
      limit {limit:UInt32}`,
    params: { ...paramsOf(ask), every: ask.every, before: BEFORE_SECONDS, limit: CALLS_MAX },
  })
}

/** What services asked of something that sends no spans: what they say of it names it. */
export function readNeeds(clickhouse: ClickHouse, ask: SampledAsk): Promise<readonly Call[]> {
  const said = (...names: readonly string[]) => `coalesce(${names.map((name) => `nullIf(attributes['${name}'], '')`).join(', ')}, '')`
  return clickhouse.query<Call>({
    name: 'traces.readNeeds',
    sql: `
      select service as caller, kind_of as kind, trimBoth(concat(system, ' ', part)) as callee, ${SERVED}
      from (
        select trace, id, service, status, duration,
          ${said('db.system.name', 'db.system')} as database, ${said('messaging.system')} as messaging,
          ${said('peer.service', 'server.address', 'net.peer.name')} as peer,
          multiIf(database != '', 'database', messaging != '', 'messaging', 'peer') as kind_of,
          multiIf(database != '', database, messaging != '', messaging, peer) as system,
          multiIf(database != '', ${said('db.namespace', 'db.name')}, messaging != '', ${said('messaging.destination.name')}, '') as part
        from span
        where ${PICKED} and ${LEAVES}
        limit 1 by trace, id
      )
      where system != ''
        and (trace, id) not in (select trace, parent from span where ${PICKED} and ${ENTERS} and parent != 0)
      group by caller, kind, callee
      order by requests desc, caller, callee
      limit {limit:UInt32}`,
    params: { ...paramsOf(ask), every: ask.every, limit: CALLS_MAX },
  })
}
