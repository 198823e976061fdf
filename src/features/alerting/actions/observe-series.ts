/** What the course of series says, and which series say nothing any more. */
import { bySeries, listSeries, readCourse, readLastValues } from '#features/telemetry/public.ts'
import { DAY_MS, instant, later, SECOND_MS } from '#kit/time.ts'
import { changeOver, reachesInMs, type Sample } from '../domain/course.ts'
import { isAbout, targetOf, type Source } from '../domain/rule.ts'
import { placesOf, type Asking, type Found, type Observed } from './observing.ts'

/** Series of one metric that are looked at; more are no sum that a person could have made rules for. */
const SERIES_MAX = 5_000
/** Points of a course: enough for a line through them. */
const STEPS = 60
/** How long a series that said nothing is still missed. */
const MISSED_FOR_MS = DAY_MS

/** Changes and forecasts; both look at the mean of steps. */
export async function observeCourses({ clickhouse, clock, asked, now }: Asking): Promise<Observed> {
  const source = asked[0]?.rule.source
  if (source?.kind !== 'change' && source?.kind !== 'forecast') return { found: [] }
  const { metric, overMs } = source
  const environmentIds = placesOf({ asked })
  const seenSince = later(now, -overMs - DAY_MS / 12)
  const series = await listSeries(clickhouse, { environmentIds, metric, seenSince, limit: SERIES_MAX })
  if (series.length === 0) return { found: [] }
  const stepSeconds = Math.max(1, Math.floor(overMs / SECOND_MS / STEPS))
  const to = Math.ceil(now / SECOND_MS / stepSeconds) * stepSeconds
  const from = instant((to - STEPS * stepSeconds) * SECOND_MS)
  const steps = { from, stepSeconds, count: STEPS }
  const rows = bySeries(await readCourse({ clickhouse, clock }, { environmentIds, metric, series: series.map(({ id }) => id), steps }))
  const found = series.flatMap(({ environmentId, id, labels }): readonly Found[] => {
    const samples = (rows.get(id) ?? []).map(({ step, avg }): Sample => ({ at: later(from, step * stepSeconds * SECOND_MS), value: avg }))
    return asked.flatMap(({ rule, place }): readonly Found[] => {
      if (place.environmentId !== environmentId || !isAbout(rule.source, labels)) return []
      const value = madeOf(rule.source, samples)
      if (value === undefined) return []
      // A number that fits into a column: what never happens is a century away.
      const seen = { kind: 'value', value: Math.min(value, NEVER_MS) } as const
      return [{ place, rule, target: id.toString(16), labels, at: now, seen }]
    })
  })
  return { found }
}

const NEVER_MS = 36_500 * DAY_MS

export function madeOf(source: Source, samples: readonly Sample[]): number | undefined {
  if (source.kind === 'change') return changeOver(samples, source.inUnits)
  return source.kind === 'forecast' ? reachesInMs(samples, source.reaches) : undefined
}

/** Seconds since each series had a sample, for those that had one within a day. */
export async function observeSilentSeries({ clickhouse, asked, now }: Asking): Promise<Observed> {
  const source = asked[0]?.rule.source
  if (source?.kind !== 'absence') return { found: [] }
  const since = later(now, -MISSED_FOR_MS)
  const ask = { environmentIds: placesOf({ asked }), metrics: [source.metric], since, limit: SERIES_MAX }
  const values = await readLastValues(clickhouse, ask)
  const found = values.flatMap(({ environmentId, labels, at }) =>
    asked.flatMap(({ rule, place }): readonly Found[] => {
      if (place.environmentId !== environmentId || !isAbout(rule.source, labels)) return []
      const seen = { kind: 'value', value: Math.max(0, (now - at) / SECOND_MS) } as const
      return [{ place, rule, target: targetOf(labels), labels, at: now, seen }]
    }),
  )
  return { found }
}
