/** From what OpenTelemetry sends to spans as they are kept. */
import type { Span } from '#features/traces/public.ts'
import { textsOf } from './labels.ts'
import type { SentSpan, TracesRequest } from './messages.ts'

/** As OpenTelemetry itself calls what does not say what it is. */
const UNKNOWN_SERVICE = 'unknown_service'

export function spansOf({ resourceSpans }: TracesRequest): readonly Span[] {
  return resourceSpans.flatMap(({ resource: sent, scopeSpans }) => {
    const resource = textsOf(sent?.attributes ?? [])
    const service = resource['service.name'] || UNKNOWN_SERVICE
    return scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => spanOf(span, { service, resource, scope: scope?.name ?? '' })))
  })
}

function spanOf(sent: SentSpan, place: Pick<Span, 'service' | 'resource' | 'scope'>): Span {
  return {
    ...place,
    traceId: sent.traceId,
    spanId: sent.spanId,
    parentId: sent.parentSpanId,
    name: sent.name,
    kind: sent.kind,
    status: sent.status?.code ?? 0,
    statusMessage: sent.status?.message ?? '',
    start: sent.startTimeUnixNano,
    end: sent.endTimeUnixNano,
    attributes: textsOf(sent.attributes),
    events: sent.events.map(({ timeUnixNano, name, attributes }) => ({ at: timeUnixNano, name, attributes: textsOf(attributes) })),
    links: sent.links.map(({ traceId, spanId, attributes }) => ({ traceId, spanId, attributes: textsOf(attributes) })),
  }
}
