/** Whether a span is taken, and what is left of it within the limits and without what must not be kept. */
import { scrubPairs, scrubText } from '#kit/scrub.ts'
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
    name: fitText(span.name, NAME_LENGTH_MAX),
    service: fitText(span.service, NAME_LENGTH_MAX),
    scope: fitText(span.scope, NAME_LENGTH_MAX),
    statusMessage: fitText(span.statusMessage, TEXT_LENGTH_MAX),
    // JSON can hold any number.
    kind: KINDS[span.kind] === undefined ? 0 : span.kind,
    status: STATUSES[span.status] === undefined ? 0 : span.status,
    // A clock that was set back in between.
    end: span.end < span.start ? span.start : span.end,
    attributes: leftOut > 0 ? { ...attributes, [LEFT_OUT]: String(leftOut) } : attributes,
    resource: fitResource(span.resource),
    events: span.events
      .slice(0, EVENTS_MAX)
      .map((event) => ({ ...event, name: fitText(event.name, NAME_LENGTH_MAX), attributes: fitTexts(event.attributes) })),
    links: links.slice(0, LINKS_MAX).map((link) => ({ ...link, attributes: fitTexts(link.attributes) })),
  }
}

const over = (list: readonly unknown[], max: number): number => Math.max(0, list.length - max)

function cut(text: string, lengthMax: number): string {
  return text.length > lengthMax ? text.slice(0, lengthMax) + CUT : text
}

/** Cut before it is scrubbed, so that no text costs more than its limit. */
const fitText = (text: string, lengthMax: number): string => scrubText(cut(text, lengthMax))

function fitTexts(texts: Texts): Texts {
  const entries = Object.entries(texts).slice(0, ATTRIBUTES_MAX)
  const scrubbed = scrubPairs(entries.flatMap(([name, value]) => [cut(name, NAME_LENGTH_MAX), cut(value, TEXT_LENGTH_MAX)]))
  return Object.fromEntries(entries.map((_, at) => [scrubbed[2 * at], scrubbed[2 * at + 1]]))
}

/** Spans of one sender share an object: what is known of it is fitted once. */
const fittedResources = new WeakMap<Texts, Texts>()

function fitResource(resource: Texts): Texts {
  const known = fittedResources.get(resource)
  if (known) return known
  const fitted = fitTexts(resource)
  fittedResources.set(resource, fitted)
  return fitted
}
