/** Whether a span is taken, and what is left of it within the limits. */
import { ATTRIBUTES_MAX, EVENTS_MAX, LINKS_MAX, NAME_LENGTH_MAX, TEXT_LENGTH_MAX } from './limits.ts'
import { KINDS, STATUSES, type Span, type Texts } from './span.ts'

/** Why a span is not taken while others are. */
export type SpanRefusal = 'span_ids_invalid' | 'too_old' | 'in_future'

/** The instants between which spans may begin, both inclusive. */
export interface Window {
  readonly fromMs: number
  readonly toMs: number
}

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/
const NO_ID = /^0*$/
/** Stands at the end of what was cut. */
const CUT = '…'
/** Under this name a span says how many attributes, events and links of it were left out. */
const LEFT_OUT = 'pitcrew.left_out'

export function fitSpan(span: Span, window: Window): Span | SpanRefusal {
  const isParentKnown = NO_ID.test(span.parentId) || SPAN_ID.test(span.parentId)
  if (!TRACE_ID.test(span.traceId) || !SPAN_ID.test(span.spanId) || !isParentKnown) return 'span_ids_invalid'
  const startMs = Number(span.start / 1_000_000n)
  if (startMs < window.fromMs) return 'too_old'
  if (startMs > window.toMs) return 'in_future'
  const links = span.links.filter(({ traceId, spanId }) => TRACE_ID.test(traceId) && SPAN_ID.test(spanId))
  const leftOut =
    over(Object.keys(span.attributes), ATTRIBUTES_MAX) +
    over(span.events, EVENTS_MAX) +
    (span.links.length - links.length) +
    over(links, LINKS_MAX)
  const attributes = fitTexts(span.attributes)
  return {
    ...span,
    parentId: NO_ID.test(span.parentId) ? '' : span.parentId,
    name: cut(span.name, NAME_LENGTH_MAX),
    service: cut(span.service, NAME_LENGTH_MAX),
    scope: cut(span.scope, NAME_LENGTH_MAX),
    statusMessage: cut(span.statusMessage, TEXT_LENGTH_MAX),
    kind: span.kind < KINDS.length ? span.kind : 0,
    status: span.status < STATUSES.length ? span.status : 0,
    // A clock that was set back in between.
    end: span.end < span.start ? span.start : span.end,
    attributes: leftOut > 0 ? { ...attributes, [LEFT_OUT]: String(leftOut) } : attributes,
    resource: fitTexts(span.resource),
    events: span.events
      .slice(0, EVENTS_MAX)
      .map((event) => ({ ...event, name: cut(event.name, NAME_LENGTH_MAX), attributes: fitTexts(event.attributes) })),
    links: links.slice(0, LINKS_MAX).map((link) => ({ ...link, attributes: fitTexts(link.attributes) })),
  }
}

const over = (list: readonly unknown[], max: number): number => Math.max(0, list.length - max)

function cut(text: string, lengthMax: number): string {
  return text.length > lengthMax ? text.slice(0, lengthMax) + CUT : text
}

function fitTexts(texts: Texts): Texts {
  const entries = Object.entries(texts)
  const isFit =
    entries.length <= ATTRIBUTES_MAX && entries.every(([name, value]) => name.length <= NAME_LENGTH_MAX && value.length <= TEXT_LENGTH_MAX)
  if (isFit) return texts
  return Object.fromEntries(
    entries.slice(0, ATTRIBUTES_MAX).map(([name, value]) => [cut(name, NAME_LENGTH_MAX), cut(value, TEXT_LENGTH_MAX)]),
  )
}
