/** An application in which every figure of the standard plan is above its limit, as its senders would tell it. */
import { instant, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import { aSpan, nanosecondsOf } from '#test/support/kept-spans.ts'
import type { Labels } from './domain/series.ts'

interface SentPoint {
  readonly metric: string
  readonly labels: Labels
  readonly at: Instant
  readonly value: number
}

/** Requests of each minute, of which four in a hundred fail and most take five seconds. */
const REQUESTS = 100
const BUCKETS = [
  ['0.5', 0.1],
  ['2.5', 0.2],
  ['5', 0.96],
  ['+Inf', 1],
] as const
const HOST = { 'host.name': 'shop-1' }

const LEVELS: readonly (readonly [metric: string, labels: Labels, value: number])[] = [
  ['system.cpu.utilization', HOST, 0.97],
  ['system.memory.utilization', HOST, 0.91],
  ['system.filesystem.utilization', { ...HOST, 'system.filesystem.mountpoint': '/' }, 0.4],
  ['system.filesystem.utilization', { ...HOST, 'system.filesystem.mountpoint': '/data' }, 0.93],
  ['db.statement.duration.mean', { 'db.namespace': 'orders' }, 0.75],
  ['db.client.connection.pending_requests', { 'db.client.connection.pool.name': 'orders' }, 7],
]

/** A point of each series in each of the ten minutes before. */
export function overloadedPoints(now: Instant): readonly SentPoint[] {
  return Array.from({ length: 10 }, (_, minute) => pointsOf(later(now, (minute - 10) * MINUTE_MS), minute + 1)).flat()
}

function pointsOf(at: Instant, minute: number): readonly SentPoint[] {
  const all = minute * REQUESTS
  const counted = (status: string, share: number): readonly SentPoint[] => {
    const labels = { 'http.response.status_code': status, 'http.route': '/cart' }
    const buckets = BUCKETS.map(([le, upTo]) => ({
      metric: 'http.server.request.duration_bucket',
      labels: { ...labels, le },
      at,
      value: all * share * upTo,
    }))
    return [...buckets, { metric: 'http.server.request.duration_count', labels, at, value: all * share }]
  }
  const levels = LEVELS.map(([metric, labels, value]) => ({ metric, labels, at, value }))
  return [...counted('200', 0.96), ...counted('503', 0.04), ...levels]
}

/** Requests and jobs of the ten minutes before: slow, and every tenth of them failed. */
export function overloadedSpans(now: Instant) {
  return Array.from({ length: 240 }, (_, index) => {
    const start = instant(now - (index + 1) * 2_500)
    return aSpan({
      traceId: (index + 1).toString(16).padStart(32, '0'),
      spanId: (index + 1).toString(16).padStart(16, '0'),
      kind: index % 2 === 0 ? 2 : 5,
      status: index % 20 < 2 ? 2 : 0,
      name: index % 2 === 0 ? 'GET /cart' : 'send invoices',
      start: nanosecondsOf(start),
      end: nanosecondsOf(start + 5_000),
    })
  })
}
