/** What is measured of an application now. */
import { readLastValues, type LastValue } from '#features/telemetry/public.ts'
import { HOUR_MS, later, SECOND_MS } from '#kit/time.ts'
import type { FigureList } from '../contract/contract.ts'
import { METRICS, type Metric } from '../domain/metrics.ts'
import { visibleEnvironments, type Place } from './place.ts'
import type { Ask } from './ask.ts'

/** A series without a value for this long is no longer measured. */
const NOW_MS = HOUR_MS
/** A hundred hosts with the figures of each; a page shows the worst, not all. */
const SERIES_MAX = 2_000

/** Metrics in the order in which they are shown, each with its series; metrics without a value are left out. */
export async function listFigures(ask: Ask, place: Place): Promise<FigureList> {
  const environmentIds = await visibleEnvironments(ask, place)
  const { clickhouse, clock } = ask.platform
  const since = later(clock.now(), -NOW_MS)
  const values = await readLastValues(clickhouse, {
    environmentIds,
    metrics: METRICS.map(({ name }) => name),
    since,
    limit: SERIES_MAX + 1,
  })
  const shown = values.slice(0, SERIES_MAX)
  const items = METRICS.map((metric) => figureOf(metric, shown)).filter(({ series }) => series.length > 0)
  return { items, complete: values.length <= SERIES_MAX }
}

function figureOf(metric: Metric, values: readonly LastValue[]): FigureList['items'][number] {
  const own = values.filter((each) => each.metric === metric.name)
  return {
    ...describe(metric),
    series: own.map(({ environmentId, labels, at, value }) => ({ environmentId, labels, last: { at, value } })),
  }
}

/** What the contract says of a metric itself. */
export function describe({ name, title, unit, threshold }: Metric): Omit<FigureList['items'][number], 'series'> {
  return {
    metric: name,
    title,
    unit,
    threshold: threshold ? { above: threshold.above, forSeconds: threshold.forMs / SECOND_MS } : null,
  }
}
