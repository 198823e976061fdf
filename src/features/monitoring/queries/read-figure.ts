/** How one metric of an application went over time. */
import { ANNOUNCE_EVERY_MS, bySeries, finestStepSeconds, listSeries, readCourse, type StepRow } from '#features/telemetry/public.ts'
import { Fault } from '#kit/fault.ts'
import { DAY_MS, HOUR_MS, instant, later, type Instant } from '#kit/time.ts'
import { monitoringCodes, type Course } from '../contract.ts'
import { findMetric } from '../domain/metrics.ts'
import { chooseSteps, type Steps } from '../domain/steps.ts'
import { describe } from './list-figures.ts'
import { visibleEnvironments, type Place } from './place.ts'
import type { Ask } from './ask.ts'

const RANGE_MS_UNLESS_SAID = HOUR_MS
/** Nothing is kept longer, so nothing is looked for. */
const KEPT_MS = 400 * DAY_MS
/** More lines than this on one chart tell nobody anything. */
const SERIES_MAX = 50

export interface Range {
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  /** Most steps in the answer. */
  readonly points: number
}

/** Throws `monitoring.unknown_metric` and `monitoring.range_empty`. */
export async function readFigure(ask: Ask, { metric, range, ...place }: Place & { metric: string; range: Range }): Promise<Course> {
  const environmentIds = await visibleEnvironments(ask, place)
  const declared = findMetric(metric)
  if (!declared) throw new Fault(monitoringCodes.unknown_metric)
  const { clickhouse, clock } = ask.platform
  const steps = stepsOf(range, clock.now())
  const seenSince = later(steps.from, -ANNOUNCE_EVERY_MS)
  const series = await listSeries(clickhouse, { environmentIds, metric, seenSince, limit: SERIES_MAX + 1 })
  const shown = series.slice(0, SERIES_MAX)
  const rows = await readCourse(ask.platform, { environmentIds, metric, series: shown.map(({ id }) => id), steps })
  const rowsOf = bySeries(rows)
  return {
    ...describe(declared),
    from: steps.from,
    stepSeconds: steps.stepSeconds,
    series: shown.flatMap(({ id, environmentId, labels }) => {
      const found = rowsOf.get(id)
      return found ? [{ environmentId, labels, ...inSteps(found, steps.count) }] : []
    }),
    complete: series.length <= SERIES_MAX,
  }
}

/** Never beyond now nor before anything is kept, so that no range can ask for more than there is. */
function stepsOf({ from: asked, to: until, points }: Range, now: Instant): Steps {
  const to = until ?? now
  const from = asked ?? later(to, -RANGE_MS_UNLESS_SAID)
  if (from >= to) throw new Fault(monitoringCodes.range_empty)
  const within = (at: Instant): Instant => instant(Math.min(now, Math.max(now - KEPT_MS, at)))
  return chooseSteps(within(from), within(to), { points, finestSeconds: finestStepSeconds(within(from), now) })
}

function inSteps(rows: readonly StepRow[], count: number): Record<'min' | 'avg' | 'max' | 'last', (number | null)[]> {
  const empty = (): (number | null)[] => Array.from({ length: count }, () => null)
  const lists = { min: empty(), avg: empty(), max: empty(), last: empty() }
  for (const { step, min, avg, max, last } of rows) {
    lists.min[step] = min
    lists.avg[step] = avg
    lists.max[step] = max
    lists.last[step] = last
  }
  return lists
}
