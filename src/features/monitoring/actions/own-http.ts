/** What our own HTTP server has answered since it started, from its histogram. */
import type { Histogram } from 'prom-client'
import type { Metrics } from '#platform/metrics.ts'
import type { HttpState } from '../domain/reading.ts'

/** Declared by the HTTP platform; seconds, by route and class of status. */
const HISTOGRAM = 'pitcrew_http_request_seconds'

/** Sums over all routes. Nothing answered yet: zeros. */
export async function readOwnHttp(metrics: Metrics): Promise<HttpState> {
  const histogram = metrics.registry.getSingleMetric(HISTOGRAM) as Histogram | undefined
  const counts = new Map<number, number>()
  let requests = 0
  let errors = 0
  for (const { metricName, labels, value } of histogram ? (await histogram.get()).values : []) {
    if (metricName === `${HISTOGRAM}_count`) {
      requests += value
      if (labels['status_class'] === '5xx') errors += value
    }
    if (metricName === `${HISTOGRAM}_bucket`) {
      const upTo = labels['le'] === '+Inf' ? Infinity : Number(labels['le'])
      counts.set(upTo, (counts.get(upTo) ?? 0) + value)
    }
  }
  const buckets = [...counts].map(([upTo, count]) => ({ upTo, count })).toSorted((a, b) => a.upTo - b.upTo)
  return { requests, errors, buckets }
}
