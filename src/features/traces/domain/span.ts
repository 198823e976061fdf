/** One step of a trace: who did what, from when to when, for whom. */

/** In the order of their numbers in OpenTelemetry. */
export const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const
export type SpanKind = (typeof KINDS)[number]

/** In the order of their numbers in OpenTelemetry. */
export const STATUSES = ['unset', 'ok', 'error'] as const
export type SpanStatus = (typeof STATUSES)[number]

/** Names and values as texts. */
export type Texts = Readonly<Record<string, string>>

/** Something that happened during a span, such as an exception. */
export interface SpanEvent {
  /** Nanoseconds since 1970. */
  readonly at: bigint
  readonly name: string
  readonly attributes: Texts
}

/** Another span that has to do with this one without being its parent. */
export interface SpanLink {
  readonly traceId: string
  readonly spanId: string
  readonly attributes: Texts
}

/** Ids are small hexadecimal digits: 32 of a trace, 16 of a span. */
export interface Span {
  readonly traceId: string
  readonly spanId: string
  /** Empty: the first span of its trace. */
  readonly parentId: string
  readonly name: string
  /** Name of what did it. */
  readonly service: string
  /** Name of the library that saw it. */
  readonly scope: string
  readonly kind: number
  readonly status: number
  readonly statusMessage: string
  /** Nanoseconds since 1970. */
  readonly start: bigint
  readonly end: bigint
  readonly attributes: Texts
  readonly resource: Texts
  readonly events: readonly SpanEvent[]
  readonly links: readonly SpanLink[]
}
