/**
 * The messages that exporters send (https://github.com/open-telemetry/opentelemetry-proto, version 1), as far as anything of them
 * is kept: exemplars, descriptions and schema addresses are passed over. Those of logs are in `log-messages.ts`.
 */
import { attributes, type Attribute } from './any-value.ts'
import { count, double, doubleValue, flag, hex, nanoseconds, signed, text, whole, wholeValue } from './kinds.ts'
import { many, numbers, one, shape } from './shape.ts'

/** What sent: a process, a host, a browser. */
export interface Resource {
  readonly attributes: readonly Attribute[]
}
export const resource = shape<Resource>({ attributes: [1, attributes] })

/** The library that measured. */
export interface Scope {
  readonly name: string
  readonly version: string
}
export const scope = shape<Scope>({ name: [1, text], version: [2, text] })

interface Measured {
  readonly attributes: readonly Attribute[]
  readonly timeUnixNano: bigint
  /** Bit 0: nothing was recorded; the series has ended. */
  readonly flags: number
}

export interface NumberPoint extends Measured {
  readonly asDouble: number | undefined
  readonly asInt: number | undefined
}

interface Distribution extends Measured {
  readonly count: number
  readonly sum: number | undefined
}

export interface HistogramPoint extends Distribution {
  readonly bucketCounts: readonly number[]
  readonly explicitBounds: readonly number[]
}

export interface ExponentialBuckets {
  readonly offset: number
  readonly bucketCounts: readonly number[]
}

export interface ExponentialPoint extends Distribution {
  readonly scale: number
  readonly zeroCount: number
  readonly zeroThreshold: number
  readonly positive: ExponentialBuckets | undefined
  readonly negative: ExponentialBuckets | undefined
}

export interface SummaryPoint extends Distribution {
  readonly quantileValues: readonly { readonly quantile: number; readonly value: number }[]
}

/** Whether a point counts since the last one or since the beginning. */
export const TEMPORALITY = { delta: 1, cumulative: 2 } as const

/** The protocol's name for what is a sample here; written so, because it is a word that we do not use. */
export const POINTS = 'data\u0050oints'
/** The same in the answer. */
export const REFUSED_POINTS = 'rejectedData\u0050oints'

interface Points<P> {
  readonly [POINTS]: readonly P[]
}
interface Aggregated<P> extends Points<P> {
  readonly aggregationTemporality: number
}

export interface Metric {
  readonly name: string
  readonly gauge: Points<NumberPoint> | undefined
  readonly sum: (Aggregated<NumberPoint> & { readonly isMonotonic: boolean }) | undefined
  readonly histogram: Aggregated<HistogramPoint> | undefined
  readonly exponentialHistogram: Aggregated<ExponentialPoint> | undefined
  readonly summary: Points<SummaryPoint> | undefined
}

const numberPoint = shape<NumberPoint>({
  attributes: [7, attributes],
  timeUnixNano: [3, nanoseconds],
  asDouble: [4, doubleValue],
  asInt: [6, wholeValue],
  flags: [8, whole],
})
const histogramPoint = shape<HistogramPoint>({
  attributes: [9, attributes],
  timeUnixNano: [3, nanoseconds],
  count: [4, count],
  sum: [5, doubleValue],
  bucketCounts: [6, numbers(count)],
  explicitBounds: [7, numbers(double)],
  flags: [10, whole],
})
const exponentialBuckets = shape<ExponentialBuckets>({ offset: [1, signed], bucketCounts: [2, numbers(whole)] })
const exponentialPoint = shape<ExponentialPoint>({
  attributes: [1, attributes],
  timeUnixNano: [3, nanoseconds],
  count: [4, count],
  sum: [5, doubleValue],
  scale: [6, signed],
  zeroCount: [7, count],
  positive: [8, one(exponentialBuckets)],
  negative: [9, one(exponentialBuckets)],
  flags: [10, whole],
  zeroThreshold: [14, double],
})
const summaryPoint = shape<SummaryPoint>({
  attributes: [7, attributes],
  timeUnixNano: [3, nanoseconds],
  count: [4, count],
  sum: [5, doubleValue],
  quantileValues: [6, many(shape<{ quantile: number; value: number }>({ quantile: [1, double], value: [2, double] }))],
  flags: [8, whole],
})

const temporality = { aggregationTemporality: [2, whole] } as const
const metric = shape<Metric>({
  name: [1, text],
  gauge: [5, one(shape<Points<NumberPoint>>({ [POINTS]: [1, many(numberPoint)] }))],
  sum: [
    7,
    one(
      shape<Aggregated<NumberPoint> & { isMonotonic: boolean }>({
        [POINTS]: [1, many(numberPoint)],
        ...temporality,
        isMonotonic: [3, flag],
      }),
    ),
  ],
  histogram: [9, one(shape<Aggregated<HistogramPoint>>({ [POINTS]: [1, many(histogramPoint)], ...temporality }))],
  exponentialHistogram: [10, one(shape<Aggregated<ExponentialPoint>>({ [POINTS]: [1, many(exponentialPoint)], ...temporality }))],
  summary: [11, one(shape<Points<SummaryPoint>>({ [POINTS]: [1, many(summaryPoint)] }))],
})

export interface ScopeMetrics {
  readonly scope: Scope | undefined
  readonly metrics: readonly Metric[]
}
export interface ResourceMetrics {
  readonly resource: Resource | undefined
  readonly scopeMetrics: readonly ScopeMetrics[]
}
/** How many points a resource brings. */
export function pointsOf({ scopeMetrics: of }: ResourceMetrics): number {
  let count = 0
  for (const { metrics } of of)
    for (const { gauge, sum, histogram, exponentialHistogram, summary } of metrics)
      for (const points of [gauge, sum, histogram, exponentialHistogram, summary]) count += points?.[POINTS].length ?? 0
  return count
}
/** ExportMetricsServiceRequest */
export interface MetricsRequest {
  readonly resourceMetrics: readonly ResourceMetrics[]
}
const scopeMetrics = shape<ScopeMetrics>({ scope: [1, one(scope)], metrics: [2, many(metric)] })
const resourceMetrics = shape<ResourceMetrics>({ resource: [1, one(resource)], scopeMetrics: [2, many(scopeMetrics)] })
export const metricsRequest = shape<MetricsRequest>({ resourceMetrics: [1, many(resourceMetrics)] })

export interface SentEvent {
  readonly timeUnixNano: bigint
  readonly name: string
  readonly attributes: readonly Attribute[]
}
export interface SentLink {
  readonly traceId: string
  readonly spanId: string
  readonly attributes: readonly Attribute[]
}
/** Ids are small hexadecimal digits. */
export interface SentSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: bigint
  readonly endTimeUnixNano: bigint
  readonly attributes: readonly Attribute[]
  readonly events: readonly SentEvent[]
  readonly links: readonly SentLink[]
  readonly status: { readonly message: string; readonly code: number } | undefined
}
const sentEvent = shape<SentEvent>({ timeUnixNano: [1, nanoseconds], name: [2, text], attributes: [3, attributes] })
const sentLink = shape<SentLink>({ traceId: [1, hex], spanId: [2, hex], attributes: [4, attributes] })
const sentSpan = shape<SentSpan>({
  traceId: [1, hex],
  spanId: [2, hex],
  parentSpanId: [4, hex],
  name: [5, text],
  kind: [6, whole],
  startTimeUnixNano: [7, nanoseconds],
  endTimeUnixNano: [8, nanoseconds],
  attributes: [9, attributes],
  events: [11, many(sentEvent)],
  links: [13, many(sentLink)],
  status: [15, one(shape<{ message: string; code: number }>({ message: [2, text], code: [3, whole] }))],
})

export interface ScopeSpans {
  readonly scope: Scope | undefined
  readonly spans: readonly SentSpan[]
}
export interface ResourceSpans {
  readonly resource: Resource | undefined
  readonly scopeSpans: readonly ScopeSpans[]
}
/** ExportTraceServiceRequest */
export interface TracesRequest {
  readonly resourceSpans: readonly ResourceSpans[]
}
const scopeSpans = shape<ScopeSpans>({ scope: [1, one(scope)], spans: [2, many(sentSpan)] })
const resourceSpans = shape<ResourceSpans>({ resource: [1, one(resource)], scopeSpans: [2, many(scopeSpans)] })
export const tracesRequest = shape<TracesRequest>({ resourceSpans: [1, many(resourceSpans)] })
