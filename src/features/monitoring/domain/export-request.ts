/** Points of one moment as OpenTelemetry sends them (OTLP, ExportMetricsServiceRequest as JSON): each is a gauge. */
import type { Instant } from '#kit/time.ts'
import type { Point } from './series.ts'

/** OpenTelemetry's name of samples in a metric, spelt so that ours stays the one word for them. */
const POINTS = 'data\u0050oints'
const NANOSECONDS_PER_MS = 1_000_000n

/** What one collection is on the wire; several become one request by putting their `resourceMetrics` together. */
export interface ExportRequest {
  readonly resourceMetrics: readonly unknown[]
}

export function exportRequest(at: Instant, points: readonly Point[]): ExportRequest {
  const timeUnixNano = String(BigInt(at) * NANOSECONDS_PER_MS)
  const metrics = points.map(({ metric, labels, value }) => {
    const attributes = Object.entries(labels).map(([key, stringValue]) => ({ key, value: { stringValue } }))
    return { name: metric, gauge: { [POINTS]: [{ timeUnixNano, asDouble: value, attributes }] } }
  })
  return { resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }
}
