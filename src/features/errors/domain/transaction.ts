/** A transaction of Sentry is what others call a trace's span with its children; it is handed on as spans. */
import type { Span } from '#features/traces/public.ts'
import { fitText, listIn, millisecondsIn, objectOf, textIn, textsOf, valueIn, type Json, type Texts } from './read.ts'

const SPANS_MAX = 2_000
const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const
const NAME_LENGTH_MAX = 500

/** Undefined when it is none: without ids or times. Ids are looked at by whoever takes the spans. */
export function readTransaction(json: Json): readonly Span[] | undefined {
  const contexts = objectOf(valueIn(json, 'contexts'))
  const trace = objectOf(valueIn(contexts, 'trace'))
  const resource = resourceOf(json, contexts)
  const own = spanOf({ ...trace, ...timesOf(json) }, { name: textIn(json, 'transaction', NAME_LENGTH_MAX), resource })
  if (own === undefined) return undefined
  const children = listIn(json, 'spans', SPANS_MAX).map((value) => {
    const span = objectOf(value)
    return spanOf(
      { trace_id: own.traceId, ...span },
      { name: textIn(span, 'description', NAME_LENGTH_MAX) || textIn(span, 'op'), resource },
    )
  })
  return [own, ...children.filter((span) => span !== undefined)]
}

const timesOf = (json: Json) => ({ start_timestamp: valueIn(json, 'start_timestamp'), timestamp: valueIn(json, 'timestamp') })

function resourceOf(json: Json, contexts: Json): Texts {
  const said = textsOf(valueIn(objectOf(valueIn(contexts, 'otel')), 'resource'))
  const [platform, release, environment] = [textIn(json, 'platform'), textIn(json, 'release'), textIn(json, 'environment')]
  return {
    'service.name': platform || 'unknown',
    ...(release && { 'service.version': release }),
    ...(environment && { 'deployment.environment.name': environment }),
    ...said,
  }
}

function spanOf(json: Json, { name, resource }: { readonly name: string; readonly resource: Texts }): Span | undefined {
  const [start, end] = [millisecondsIn(json, 'start_timestamp'), millisecondsIn(json, 'timestamp')]
  if (start === undefined || end === undefined || Math.abs(start) > MS_MAX || Math.abs(end) > MS_MAX) return undefined
  const op = textIn(json, 'op')
  const status = textIn(json, 'status')
  return {
    traceId: idIn(json, 'trace_id'),
    spanId: idIn(json, 'span_id'),
    parentId: idIn(json, 'parent_span_id'),
    name: name || op || 'unknown',
    service: resource['service.name'] ?? 'unknown',
    scope: textIn(json, 'origin'),
    kind: kindOf(op),
    status: status === 'ok' ? 1 : status === '' || status === 'cancelled' || status === 'unset' ? 0 : 2,
    statusMessage: status === 'ok' ? '' : status,
    start: nanoseconds(start),
    end: nanoseconds(end),
    attributes: { ...textsOf(valueIn(json, 'data')), ...(op && { 'sentry.op': op }) },
    resource,
    events: [],
    links: [],
  }
}

/** Times beyond the year 9999 are none. */
const MS_MAX = 253_402_300_799_999
const nanoseconds = (ms: number): bigint => BigInt(Math.max(0, Math.round(ms * 1_000))) * 1_000n

/** As it stands: an id that is none is refused by name. */
const idIn = (json: Json, name: string): string => fitText(valueIn(json, name), 40).toLowerCase()

function kindOf(op: string): number {
  if (/^(?:http\.server|rpc\.server|pageload|navigation)/.test(op)) return KINDS.server
  if (/^(?:http|db|cache|rpc|grpc|resource|browser\.request)/.test(op)) return KINDS.client
  if (/publish|create$/.test(op)) return KINDS.producer
  if (/^queue|process$/.test(op)) return KINDS.consumer
  return KINDS.internal
}
