/**
 * How long requests take, how many there are and how many fail, from whichever of the usual conventions an application follows:
 * OpenTelemetry's (stable and before), those of Prometheus' client libraries, Micrometer's, or its spans. Pure.
 *
 * https://opentelemetry.io/docs/specs/semconv/http/http-metrics/ · https://prometheus.io/docs/practices/naming/
 */
import { quantileOf } from './latency.ts'
import type { Said } from './signals.ts'
import type { Basis } from './signals.ts'

/** What metrics said in one five minutes, as telemetry tells it, told apart by bound, first digit of the status, and mode. */
export interface Cell {
  readonly metric: string
  readonly by: readonly string[]
  /** Start, seconds since 1970. */
  readonly at: number
  readonly risen: number
  readonly high: number
  readonly highest: Readonly<Record<string, string>>
  readonly low: number
}

/** What was served in one five minutes, as traces tell it. */
export interface SpanCell {
  readonly what: 'request' | 'job'
  readonly at: number
  readonly upToSeconds: number
  readonly count: number
  readonly failed: number
}

/** Labels by which cells are told apart, in the order of `by`. */
export const APART = [
  { labels: ['le', 'quantile'], charactersMax: 20 },
  {
    labels: [
      'http.response.status_code',
      'http_response_status_code',
      'http.status_code',
      'http_status_code',
      'status_code',
      'status',
      'code',
    ],
    charactersMax: 1,
  },
  { labels: ['system.cpu.state', 'cpu.mode', 'system.memory.state', 'system.filesystem.state', 'state'], charactersMax: 12 },
] as const

interface Histogram {
  readonly name: string
  /** How many of its units are a second. */
  readonly perSecond: number
}

/** The first that arrives counts. */
const REQUEST_TIMES: readonly Histogram[] = [
  { name: 'http.server.request.duration', perSecond: 1 },
  { name: 'http.server.duration', perSecond: 1_000 },
  { name: 'http_server_request_duration_seconds', perSecond: 1 },
  { name: 'http_server_requests_seconds', perSecond: 1 },
  { name: 'http_request_duration_seconds', perSecond: 1 },
  { name: 'http_server_duration_milliseconds', perSecond: 1_000 },
]
const REQUEST_COUNTS = ['http_requests_total', 'http_server_requests_total', 'http_requests_received_total'] as const
export const QUERY_TIMES: readonly Histogram[] = [
  { name: 'db.client.operation.duration', perSecond: 1 },
  { name: 'db_client_operation_duration_seconds', perSecond: 1 },
]
const OWN = { time: 'http.server.request.duration', rate: 'http.server.request.rate', errors: 'http.server.error.rate' } as const

const bucketsOf = ({ name }: Histogram) => `${name}_bucket`
const countOf = ({ name }: Histogram) => `${name}_count`

export const REQUEST_METRICS: readonly string[] = [
  ...REQUEST_TIMES.flatMap((each) => [bucketsOf(each), countOf(each)]),
  ...QUERY_TIMES.map(bucketsOf),
  ...REQUEST_COUNTS,
  ...Object.values(OWN),
]

/** A signal, by what it is known, and what is said of it over some five minutes, by their starts. */
export interface Source {
  readonly basis: Basis
  /** The metric that says it; undefined for spans and for nothing. */
  readonly metric: string | undefined
  over(ats: readonly number[]): Said
}

export const NOTHING: Source = { basis: 'nothing_arrives', metric: undefined, over: () => ({ value: undefined }) }
/** The share of requests that the time of a signal covers, as the plan says: p95. */
const QUANTILE = 0.95
const CELL_SECONDS = 300
const FAILED = '5'

export interface Told {
  /** By metric, then start. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<number, readonly Cell[]>>
  readonly spans: readonly SpanCell[]
}

const cellsOver = ({ cells }: Told, metric: string, ats: readonly number[]): readonly Cell[] =>
  ats.flatMap((at) => cells.get(metric)?.get(at) ?? [])

export function responseTime(told: Told): Source {
  const histogram = REQUEST_TIMES.find((each) => told.cells.has(bucketsOf(each)))
  if (histogram) return ofHistogram(told, histogram, 'request_histogram')
  if (told.cells.has(OWN.time)) return { basis: 'own_figures', metric: OWN.time, over: (ats) => ({ value: highestQuantile(told, ats) }) }
  if (!has(told, 'request')) return NOTHING
  return ofSpans((ats) => {
    const { count, buckets } = served(told, 'request', ats)
    return { value: quantileOf(buckets, QUANTILE), volume: count }
  })
}

/** Requests a second. */
export function traffic(told: Told): Source {
  return counted(told, {
    counts: ({ all }, seconds) => ({ value: all / seconds }),
    own: (ats) => ({ value: meanOf(told, OWN.rate, ats) }),
  })
}

/** Share of requests that fail because of the server, 0 to 1. */
export function errorRate(told: Told): Source {
  return counted(told, {
    needsStatus: true,
    counts: ({ all, failed }) => ({ value: all > 0 ? failed / all : undefined, volume: failed }),
    own: (ats) => {
      const [all, failed] = [meanOf(told, OWN.rate, ats), meanOf(told, OWN.errors, ats)]
      const share = all === undefined || failed === undefined ? undefined : all > 0 ? failed / all : 0
      return { value: share, volume: (failed ?? 0) * ats.length * CELL_SECONDS }
    },
  })
}

/** The same of work that nobody waits for. */
export function jobErrorRate(told: Told): Source {
  if (!has(told, 'job')) return NOTHING
  return ofSpans((ats) => {
    const { count, failed } = served(told, 'job', ats)
    return { value: count > 0 ? failed / count : undefined, volume: failed }
  })
}

export function ofHistogram(told: Told, histogram: Histogram, basis: Basis): Source {
  const metric = bucketsOf(histogram)
  return {
    basis,
    metric,
    over: (ats) => {
      const risen = new Map<number, number>()
      for (const { by, risen: more } of cellsOver(told, metric, ats)) {
        const upTo = by[0] === '+Inf' ? Infinity : Number(by[0]) / histogram.perSecond
        risen.set(upTo, (risen.get(upTo) ?? 0) + more)
      }
      const buckets = [...risen].toSorted(([a], [b]) => a - b).map(([upTo, count]) => ({ upTo, count }))
      return { value: quantileOf(buckets, QUANTILE), volume: buckets.at(-1)?.count ?? 0 }
    },
  }
}

interface Counts {
  readonly all: number
  readonly failed: number
}

interface Counted {
  /** Where no answer has a status its failures are not known. */
  readonly needsStatus?: boolean
  readonly counts: (counts: Counts, seconds: number) => Said
  readonly own: (ats: readonly number[]) => Said
}

function counted(told: Told, { needsStatus = false, counts, own }: Counted): Source {
  const histogram = REQUEST_TIMES.map(countOf).find((metric) => says(told, metric, needsStatus))
  const counter = REQUEST_COUNTS.find((metric) => says(told, metric, needsStatus))
  const metric = histogram ?? counter
  if (metric !== undefined) {
    const over = (ats: readonly number[]): Said => {
      const cells = cellsOver(told, metric, ats)
      if (cells.length === 0) return { value: undefined }
      const sum = (those: readonly Cell[]) => those.reduce((total, { risen }) => total + risen, 0)
      return counts({ all: sum(cells), failed: sum(cells.filter(({ by }) => by[1] === FAILED)) }, ats.length * CELL_SECONDS)
    }
    return { basis: histogram ? 'request_histogram' : 'request_counter', metric, over }
  }
  if (told.cells.has(OWN.rate)) return { basis: 'own_figures', metric: OWN.rate, over: own }
  if (!has(told, 'request')) return NOTHING
  return ofSpans((ats) => {
    const { count, failed } = served(told, 'request', ats)
    return count > 0 ? counts({ all: count, failed }, ats.length * CELL_SECONDS) : { value: undefined }
  })
}

function says({ cells }: Told, metric: string, needsStatus: boolean): boolean {
  const rows = cells.get(metric)
  if (!rows || !needsStatus) return rows !== undefined
  return [...rows.values()].flat().some(({ by }) => by[1] !== '')
}

const ofSpans = (over: Source['over']): Source => ({ basis: 'traces_only', metric: undefined, over })

const has = ({ spans }: Told, what: SpanCell['what']): boolean => spans.some((span) => span.what === what)

function served({ spans }: Told, what: SpanCell['what'], ats: readonly number[]) {
  const those = spans.filter((span) => span.what === what && ats.includes(span.at)).toSorted((a, b) => a.upToSeconds - b.upToSeconds)
  let count = 0
  const buckets = those.map((span) => ({ upTo: span.upToSeconds, count: (count += span.count) }))
  return { count, failed: those.reduce((sum, span) => sum + span.failed, 0), buckets }
}

/** Of programs that tell quantiles instead of counts the slowest one. */
function highestQuantile(told: Told, ats: readonly number[]): number | undefined {
  const values = cellsOver(told, OWN.time, ats).flatMap(({ by, high }) => (by[0] === String(QUANTILE) ? [high] : []))
  return values.length > 0 ? Math.max(...values) : undefined
}

function meanOf(told: Told, metric: string, ats: readonly number[]): number | undefined {
  const cells = cellsOver(told, metric, ats)
  return cells.length === 0 ? undefined : cells.reduce((sum, { high }) => sum + high, 0) / cells.length
}
