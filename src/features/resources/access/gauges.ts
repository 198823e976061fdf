/** Reads how much of hosts and databases is used from what telemetry keeps: a month by the hour, never its samples. */
import { listSeries, readCourse } from '#features/telemetry/public.ts'
import { DAY_MS, HOUR_MS, instant, later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { figuresOf, type Gauge, type HourValue } from '../domain/capacity.ts'
import { keyOf, MEASURES, sortSeries, type Measure, type Sorted, type Subject } from '../domain/gauges.ts'
import type { GaugeKind } from '../domain/words.ts'
import type { Measuring } from './place.ts'

/** What is looked at of the past. */
export const COURSE_DAYS = 30
/** Of one metric: hosts and mount points of the largest applications, whose month is some 150,000 rows. */
const SERIES_MAX = 200
/** Samples may be ahead of our clock by this much. */
const AHEAD_MS = 10 * 60 * SECOND_MS

type Needs = Pick<Platform, 'clickhouse' | 'clock'>

/** Equal steps of time that are looked at. */
export interface Steps {
  readonly from: Instant
  readonly stepMs: number
}

export interface GaugesAsk {
  /** UUIDs of environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly zone: string
  readonly limits: Measuring['limits']
  /** Only these kinds; all unless said. */
  readonly kinds?: readonly GaugeKind[]
  /** The last month by the hour unless said. */
  readonly steps?: Steps
}

export interface Gauges {
  /** By environment, kind, host and part. */
  readonly gauges: readonly Gauge[]
  /** There are more series than are looked at. */
  readonly complete: boolean
}

/** Throws Fault `common.store_unavailable` while the store is away. */
export async function readGauges(needs: Needs, ask: GaugesAsk): Promise<Gauges> {
  if (ask.environmentIds.length === 0) return { gauges: [], complete: true }
  const measures = MEASURES.filter(({ kind }) => ask.kinds === undefined || ask.kinds.includes(kind))
  const read = await Promise.all(measures.map((measure) => readMeasure(needs, ask, measure)))
  return { gauges: read.flatMap(({ gauges }) => gauges), complete: read.every(({ complete }) => complete) }
}

/** The last month by the hour. */
export function monthAt(now: Instant): Steps {
  return { from: instant(Math.floor(now / HOUR_MS) * HOUR_MS - COURSE_DAYS * DAY_MS), stepMs: HOUR_MS }
}

/** The series of one subject. */
interface Group {
  readonly environmentId: string
  readonly subject: Subject
  /** In the order of their values, hour by hour. */
  readonly series: Map<bigint, Sorted>
}

async function readMeasure({ clickhouse, clock }: Needs, ask: GaugesAsk, measure: Measure): Promise<Gauges> {
  const now = clock.now()
  const { from, stepMs } = ask.steps ?? monthAt(now)
  const { environmentIds, zone, limits } = ask
  const { metric, kind } = measure
  const found = await listSeries(clickhouse, { environmentIds, metric, seenSince: later(from, -HOUR_MS), limit: SERIES_MAX + 1 })
  const groups = groupsOf(kind, found.slice(0, SERIES_MAX))
  const series = groups.flatMap((group) => [...group.series.keys()])
  if (series.length === 0) return { gauges: [], complete: true }
  const count = Math.max(1, Math.ceil((now + AHEAD_MS - from) / stepMs))
  const rows = await readCourse(
    { clickhouse, clock },
    { environmentIds, metric, series, steps: { from, stepSeconds: stepMs / SECOND_MS, count } },
  )
  const bySeries = new Map<bigint, (typeof rows)[number][]>()
  for (const row of rows) {
    const known = bySeries.get(row.series)
    if (known) known.push(row)
    else bySeries.set(row.series, [row])
  }
  const gauges = groups.flatMap(({ environmentId, subject, series: sorted }): Gauge[] => {
    const hours = together(
      [...sorted].map(([id, { isFree }]) => ({ isFree, rows: bySeries.get(id) ?? [] })),
      measure.of,
      { from, stepMs },
    )
    const figures = figuresOf(hours, subject, zone)
    return figures === undefined ? [] : [{ ...figures, environmentId, subject, limit: limits[kind] }]
  })
  return { gauges: gauges.toSorted(inOrder), complete: found.length <= SERIES_MAX }
}

function groupsOf(kind: GaugeKind, found: Awaited<ReturnType<typeof listSeries>>): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const { environmentId, id, labels } of found) {
    const sorted = sortSeries(kind, labels)
    if (sorted === undefined) continue
    const key = `${environmentId}\n${keyOf(sorted.subject)}`
    const group = groups.get(key) ?? { environmentId, subject: sorted.subject, series: new Map() }
    groups.set(key, group)
    group.series.set(id, sorted)
  }
  return [...groups.values()]
}

type Row = Awaited<ReturnType<typeof readCourse>>[number]

/** The mean of its series in each step: the processors of a host. */
function together(
  series: readonly { readonly isFree: boolean; readonly rows: readonly Row[] }[],
  of: Measure['of'],
  { from, stepMs }: Steps,
): readonly HourValue[] {
  const steps = new Map<number, { sum: number; last: number; count: number }>()
  for (const { isFree, rows } of series)
    for (const row of rows) {
      const step = steps.get(row.step) ?? { sum: 0, last: 0, count: 0 }
      const value = of === 'avg' ? row.avg : isFree ? row.min : row.max
      step.sum += isFree ? 1 - value : value
      step.last += isFree ? 1 - row.last : row.last
      step.count += 1
      steps.set(row.step, step)
    }
  return [...steps]
    .toSorted(([a], [b]) => a - b)
    .map(([step, { sum, last, count }]) => ({ at: later(from, step * stepMs), value: sum / count, last: last / count }))
}

const inOrder = (a: Gauge, b: Gauge): number => {
  const [one, other] = [orderOf(a), orderOf(b)]
  return one < other ? -1 : one > other ? 1 : 0
}
const orderOf = ({ environmentId, subject }: Gauge): string => `${environmentId}\n${keyOf(subject)}`
