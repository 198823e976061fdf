/** The lines of a chart: how each series of a metric went over time, in equal steps. */
import {
  ANNOUNCE_EVERY_MS,
  bySeries,
  finestStepSeconds,
  listSeries,
  readCourse,
  type Labels,
  type StepRow,
} from '#features/telemetry/public.ts'
import { Fault } from '#kit/fault.ts'
import { DAY_MS, HOUR_MS, instant, later, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { monitoringCodes } from '../contract/contract.ts'
import { chooseSteps, type Steps } from '../domain/steps.ts'

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

export interface LinesAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly metric: string
  /** Only series with this label; all unless said. */
  readonly having?: { readonly label: string; readonly value: string }
  readonly range: Range
}

/** A list has a value for each step, null where nothing was measured. */
export interface Line {
  readonly environmentId: string
  readonly labels: Labels
  readonly min: (number | null)[]
  readonly avg: (number | null)[]
  readonly max: (number | null)[]
  readonly last: (number | null)[]
}

export interface Lines {
  /** Start of the first step. */
  readonly from: Instant
  readonly stepSeconds: number
  readonly series: Line[]
  /** False when there are more series than a chart shows. */
  readonly complete: boolean
}

/** Throws `monitoring.range_empty`. */
export async function readLines(
  platform: Pick<Platform, 'clickhouse' | 'clock'>,
  { environmentIds, metric, having, range }: LinesAsk,
): Promise<Lines> {
  const steps = stepsOf(range, platform.clock.now())
  const seenSince = later(steps.from, -ANNOUNCE_EVERY_MS)
  const series = await listSeries(platform.clickhouse, { environmentIds, metric, having, seenSince, limit: SERIES_MAX + 1 })
  const shown = series.slice(0, SERIES_MAX)
  const rows = await readCourse(platform, { environmentIds, metric, series: shown.map(({ id }) => id), steps })
  const rowsOf = bySeries(rows)
  return {
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
