/** Table `span`: every step of every trace. Ids are hexadecimal digits here, numbers in the store. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import { KEEP_DAYS } from '../domain/limits.ts'
import type { SpanRecord } from '../domain/record.ts'
import type { Span, SpanEvent, SpanLink, Texts } from '../domain/span.ts'

const NANOSECONDS_PER_SECOND = 1_000_000_000n

/** The rows of spans of an environment (UUID), as they are inserted later. */
export function encodeSpans(environmentId: string, spans: readonly Span[]): Uint8Array {
  const number = (id: string) => (id === '' ? 0n : BigInt(`0x${id}`))
  return encodeNative([
    { name: 'keep', type: 'UInt16', values: spans.map(() => KEEP_DAYS) },
    { name: 'env', type: 'UUID', values: spans.map(() => environmentId) },
    { name: 't', type: 'DateTime', values: spans.map(({ start }) => Number(start / NANOSECONDS_PER_SECOND)) },
    { name: 'trace', type: 'UUID', values: spans.map(({ traceId }) => traceId) },
    { name: 'id', type: 'UInt64', values: spans.map(({ spanId }) => number(spanId)) },
    { name: 'parent', type: 'UInt64', values: spans.map(({ parentId }) => number(parentId)) },
    { name: 'start', type: 'UInt64', values: spans.map(({ start }) => start) },
    { name: 'duration', type: 'UInt64', values: spans.map(({ start, end }) => end - start) },
    { name: 'service', type: 'String', values: spans.map(({ service }) => service) },
    { name: 'name', type: 'String', values: spans.map(({ name }) => name) },
    { name: 'kind', type: 'UInt8', values: spans.map(({ kind }) => kind) },
    { name: 'status', type: 'UInt8', values: spans.map(({ status }) => status) },
    { name: 'status_message', type: 'String', values: spans.map(({ statusMessage }) => statusMessage) },
    { name: 'scope', type: 'String', values: spans.map(({ scope }) => scope) },
    { name: 'attributes', type: 'Map(String, String)', values: spans.map(({ attributes }) => Object.entries(attributes).flat()) },
    { name: 'resource', type: 'Map(String, String)', values: spans.map(({ resource }) => Object.entries(resource).flat()) },
    { name: 'events', type: 'Array(String)', values: spans.map(({ events }) => events.map(eventText)) },
    { name: 'links', type: 'Array(String)', values: spans.map(({ links }) => links.map((link) => JSON.stringify(link))) },
  ])
}

const eventText = ({ at, ...rest }: SpanEvent): string => JSON.stringify({ at: String(at), ...rest })

/** Blocks one after the other are one insert; with the same token they are stored once however often they are sent. */
export async function insertSpans(clickhouse: ClickHouse, records: readonly SpanRecord[], token: string): Promise<void> {
  await clickhouse.insertNative('span', Buffer.concat(records.map(({ block }) => block)), token)
}

/** The first span of a trace. */
export interface RootRow {
  /** UUID */
  readonly environmentId: string
  readonly traceId: string
  readonly spanId: string
  readonly service: string
  readonly name: string
  /** Nanoseconds since 1970. */
  readonly start: bigint
  readonly durationMs: number
  readonly status: number
}

export interface RootsAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly since: Instant
  /** Only those that began before: nanoseconds since 1970, and of equal ones by id; undefined for the latest. */
  readonly before: { readonly start: bigint; readonly spanId: string } | undefined
  /** Only traces in which this service took part; empty: any. */
  readonly service: string
  readonly limit: number
}

/** The latest first, of equal ones by id. */
export async function listRoots(clickhouse: ClickHouse, ask: RootsAsk): Promise<readonly RootRow[]> {
  type Row = Pick<RootRow, 'service' | 'name' | 'status'> & { env: string; trace: string; id: string; start: string; durationMs: number }
  const rows = await clickhouse.query<Row>({
    name: 'traces.listRoots',
    sql: `
      select env, lower(hex(trace)) as trace, leftPad(lower(hex(id)), 16, '0') as id, service, name, toString(start) as start, duration / 1e6 as durationMs, status
      from (
        select env, trace, id, service, name, span.start as start, duration, status
        from span
        where env in {environments:Array(UUID)} and parent = 0 and t >= toDateTime({since:UInt32})
          and toStartOfHour(t) <= toStartOfHour(toDateTime({until:UInt32})) and (span.start, span.id) < ({start:UInt64}, {id:UInt64})
          and ({service:String} = '' or (env, trace) in (
            select env, trace from span where env in {environments:Array(UUID)} and service = {service:String} and t >= toDateTime({since:UInt32})))
        order by span.start desc, span.id desc
        limit 1 by env, trace, span.id
        limit {limit:UInt32}
      )`,
    params: {
      environments: ask.environmentIds,
      since: Math.floor(ask.since / SECOND_MS),
      until: ask.before ? Number(ask.before.start / NANOSECONDS_PER_SECOND) : UINT32_MAX,
      start: String(ask.before?.start ?? UINT64_MAX),
      id: String(ask.before ? BigInt(`0x${ask.before.spanId}`) : UINT64_MAX),
      service: ask.service,
      limit: ask.limit,
    },
  })
  return rows.map(({ env, trace, id, start, ...row }) => ({
    ...row,
    environmentId: env,
    traceId: trace,
    spanId: id,
    start: BigInt(start),
  }))
}

const UINT32_MAX = 2 ** 32 - 1
const UINT64_MAX = 2n ** 64n - 1n

export interface CountsAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly traceIds: readonly string[]
}

export interface TraceCounts {
  readonly spans: number
  readonly errors: number
}

/** By environment and trace, as `traceKey` joins them. */
export async function countSpans(clickhouse: ClickHouse, ask: CountsAsk): Promise<ReadonlyMap<string, TraceCounts>> {
  const rows = await clickhouse.query<TraceCounts & { env: string; trace: string }>({
    name: 'traces.countSpans',
    sql: `
      select env, lower(hex(span.trace)) as trace, toUInt32(uniqExact(id)) as spans, toUInt32(uniqExactIf(id, status = 2)) as errors
      from span
      where env in {environments:Array(UUID)} and span.trace in {traces:Array(UUID)}
      group by env, span.trace
      order by env, trace`,
    params: { environments: ask.environmentIds, traces: ask.traceIds.map(dashed) },
  })
  return new Map(rows.map(({ env, trace, ...counts }) => [traceKey(env, trace), counts]))
}

export const traceKey = (environmentId: string, traceId: string): string => `${environmentId} ${traceId}`

/** A span as it stands among the others of its trace. */
export interface StepRow {
  readonly id: string
  /** Null: the first of its trace. */
  readonly parentId: string | null
  readonly service: string
  readonly name: string
  readonly kind: number
  readonly status: number
  readonly start: bigint
  readonly durationMs: number
}

export interface TraceAsk {
  /** UUID of an environment that the caller may see. */
  readonly environmentId: string
  readonly traceId: string
  readonly limit: number
}

/** Spans of a trace by when they began. */
export async function readSteps(clickhouse: ClickHouse, ask: TraceAsk): Promise<readonly StepRow[]> {
  type Row = Omit<StepRow, 'start' | 'durationMs' | 'parentId'> & { parent: string; start: string; durationMs: number }
  const rows = await clickhouse.query<Row>({
    name: 'traces.readSteps',
    sql: `
      select leftPad(lower(hex(span.id)), 16, '0') as id, if(span.parent = 0, '', leftPad(lower(hex(span.parent)), 16, '0')) as parent, service, name, kind, status,
        toString(span.start) as start, span.duration / 1e6 as durationMs
      from span final
      where env = {environment:UUID} and trace = {trace:UUID}
      order by span.start, span.id
      limit {limit:UInt32}`,
    params: { environment: ask.environmentId, trace: dashed(ask.traceId), limit: ask.limit },
  })
  return rows.map(({ parent, start, ...row }) => ({
    ...row,
    parentId: parent === '' ? null : parent,
    start: BigInt(start),
  }))
}

/** What else is known of one span. */
export interface DetailRow {
  readonly statusMessage: string
  readonly scope: string
  readonly attributes: Texts
  readonly resource: Texts
  readonly events: readonly { readonly at: Instant; readonly name: string; readonly attributes: Texts }[]
  readonly links: readonly SpanLink[]
}

/** Undefined when there is no such span. */
export async function readDetail(
  clickhouse: ClickHouse,
  { environmentId, traceId, spanId }: Omit<TraceAsk, 'limit'> & { readonly spanId: string },
): Promise<DetailRow | undefined> {
  type Row = { message: string; scope: string; attributes: Texts; resource: Texts; events: string[]; links: string[] }
  const rows = await clickhouse.query<Row>({
    name: 'traces.readDetail',
    sql: `
      select status_message as message, scope, attributes, resource, events, links
      from span final
      where env = {environment:UUID} and trace = {trace:UUID} and id = {id:UInt64}
      order by start
      limit 1`,
    params: { environment: environmentId, trace: dashed(traceId), id: String(BigInt(`0x${spanId}`)) },
  })
  return rows[0] && toDetail(rows[0])
}

function toDetail({
  message,
  events,
  links,
  ...row
}: { message: string; events: string[]; links: string[] } & Omit<DetailRow, 'statusMessage' | 'events' | 'links'>): DetailRow {
  return {
    ...row,
    statusMessage: message,
    events: events.map((text) => {
      const { at, ...event } = JSON.parse(text) as { at: string; name: string; attributes: Texts }
      return { ...event, at: instant(Number(BigInt(at) / 1_000_000n)) }
    }),
    links: links.map((text) => JSON.parse(text) as SpanLink),
  }
}

/** As the store reads a UUID. */
function dashed(traceId: string): string {
  return [traceId.slice(0, 8), traceId.slice(8, 12), traceId.slice(12, 16), traceId.slice(16, 20), traceId.slice(20)].join('-')
}
