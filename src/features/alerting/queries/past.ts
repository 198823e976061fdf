/** What a rule would have looked at in the last days, from what is kept. */
import { readGroupWindows } from '#features/errors/public.ts'
import { countWindows } from '#features/logs/public.ts'
import { evaluateRange, parseExpression } from '#features/promql/public.ts'
import { bySeries, listSeries, readCourse } from '#features/telemetry/public.ts'
import { readServedSteps } from '#features/traces/public.ts'
import { DAY_MS, instant, later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { lineFilterOf } from '../access/line-filter.ts'
import { grouped } from '../domain/grouped.ts'
import { pastSample, type PastLook } from '../domain/replay.ts'
import { isAbout, metricsOf, servedLabels, servedValue, servedVolume, type Labels, type Source } from '../domain/rule.ts'
import type { Condition } from '../domain/watch.ts'

/** Points of each series that are read. */
const POINTS = 4_000

export interface Past {
  readonly stepSeconds: number
  readonly series: readonly { readonly labels: Labels; readonly looks: readonly PastLook[] }[]
}

export interface PastAsk<S extends Source = Source> {
  readonly source: S
  readonly condition: Condition
  readonly environmentIds: readonly string[]
  readonly days: number
  /** One more than this is read, so that whoever asks can say that there are more. */
  readonly seriesMax: number
}

type Of<K extends Source['kind']> = Extract<Source, { readonly kind: K }>
type Needs = Pick<Platform, 'work' | 'clock' | 'clickhouse'>

interface Steps {
  readonly from: Instant
  readonly to: Instant
  readonly stepSeconds: number
  readonly count: number
}

/** Undefined for what leaves no course behind it, such as what is found at a database. */
export async function readPast(platform: Needs, ask: PastAsk): Promise<Past | undefined> {
  const { source } = ask
  const now = platform.clock.now()
  if (metricsOf(source).length > 0) return pastOfSeries(platform, ask, finest(ask.days, now))
  if (source.kind === 'promql') return pastOfExpression(platform, { ...ask, source }, finest(ask.days, now))
  if (!('overMs' in source)) return undefined
  const windows = stepsOf(ask.days, source.overMs / SECOND_MS, now)
  if (source.kind === 'logs') return pastOfLines(platform, { ...ask, source }, windows)
  if (source.kind === 'requests') return pastOfRequests(platform, { ...ask, source }, windows)
  const isCounted = source.kind === 'errors' && (source.measure === 'events' || source.measure === 'users')
  return isCounted ? pastOfErrors(platform, { ...ask, source }, windows) : undefined
}

const finest = (days: number, now: Instant): Steps =>
  stepsOf(days, Math.max(10, Math.ceil((days * DAY_MS) / SECOND_MS / POINTS / 10) * 10), now)

/** Up to now, on whole steps. */
function stepsOf(days: number, stepSeconds: number, now: Instant): Steps {
  const end = Math.ceil(now / SECOND_MS / stepSeconds) * stepSeconds
  const count = Math.ceil((days * DAY_MS) / SECOND_MS / stepSeconds)
  return { from: instant((end - count * stepSeconds) * SECOND_MS), to: instant(end * SECOND_MS), stepSeconds, count }
}

/** By the worst value of each step. */
async function pastOfSeries(platform: Needs, ask: PastAsk, steps: Steps): Promise<Past> {
  const { source, condition, environmentIds, days, seriesMax } = ask
  const series: Past['series'][number][] = []
  for (const metric of metricsOf(source)) {
    const seenSince = later(platform.clock.now(), -days * DAY_MS)
    const found = await listSeries(platform.clickhouse, { environmentIds, metric, seenSince, limit: seriesMax + 1 })
    const wanted = found.filter(({ labels }) => isAbout(source, labels))
    if (wanted.length === 0) continue
    const rows = bySeries(await readCourse(platform, { environmentIds, metric, series: wanted.map(({ id }) => id), steps }))
    for (const { id, labels } of wanted) {
      const looks = (rows.get(id) ?? []).map(({ step, min, max }) =>
        pastSample({ at: startOf(steps, step), value: condition.comparison === 'above' ? max : min }),
      )
      series.push({ labels, looks })
    }
  }
  return { stepSeconds: steps.stepSeconds, series }
}

const startOf = ({ from, stepSeconds }: Steps, step: number): Instant => later(from, step * stepSeconds * SECOND_MS)

async function pastOfExpression({ clickhouse }: Needs, ask: PastAsk<Of<'promql'>>, steps: Steps): Promise<Past> {
  const parsed = await parseExpression(ask.source.expression)
  if (!('expression' in parsed)) return { stepSeconds: steps.stepSeconds, series: [] }
  const range = { fromSeconds: startOf(steps, 1) / SECOND_MS, toSeconds: steps.to / SECOND_MS, stepSeconds: steps.stepSeconds }
  const series: Past['series'][number][] = []
  for (const environment of ask.environmentIds) {
    const values = await evaluateRange({ clickhouse }, { expression: parsed.expression, environments: [environment], steps: range })
    for (const { labels, points } of values.slice(0, ask.seriesMax + 1)) series.push({ labels, looks: answered(points, ask, steps) })
  }
  return { stepSeconds: steps.stepSeconds, series }
}

/** Where the answer itself fires, steps without one are back. */
function answered(points: readonly { readonly atSeconds: number; readonly value: number }[], ask: PastAsk<Of<'promql'>>, steps: Steps) {
  if (!ask.source.whenAnswered) return points.map(({ atSeconds, value }) => pastSample({ at: instant(atSeconds * SECOND_MS), value }))
  const values = new Map(points.map(({ atSeconds, value }) => [atSeconds * SECOND_MS, value]))
  return Array.from({ length: steps.count }, (_none, index): PastLook => {
    const at = startOf(steps, index + 1)
    const value = values.get(at)
    return { at, value: value ?? 0, seen: { kind: 'turned', level: value === undefined ? 'back' : 'crossed' } }
  })
}

/** A window without a line has none. */
async function pastOfLines({ clickhouse }: Needs, { source, environmentIds }: PastAsk<Of<'logs'>>, steps: Steps): Promise<Past> {
  const rows = await countWindows(clickhouse, { environmentIds, filter: lineFilterOf(source, steps), windowMs: source.overMs })
  const series = environmentIds.map((id) => {
    const lines = new Map(rows.filter(({ environmentId }) => environmentId === id).map((row) => [row.window, row.lines]))
    return { labels: {}, looks: windowLooks(steps, (window) => lines.get(window) ?? 0) }
  })
  return { stepSeconds: steps.stepSeconds, series }
}

/** Each window is judged when it ends. */
function windowLooks(steps: Steps, valueIn: (window: number) => number): readonly PastLook[] {
  return Array.from({ length: steps.count }, (_none, window) => pastSample({ at: startOf(steps, window + 1), value: valueIn(window) }))
}

async function pastOfRequests({ clickhouse }: Needs, ask: PastAsk<Of<'requests'>>, steps: Steps): Promise<Past> {
  const { source, environmentIds } = ask
  const { service, operation, measure } = source
  const rows = await readServedSteps(clickhouse, { environmentIds, service, operation, ...steps })
  const series = [...grouped(rows, ({ environmentId }) => environmentId).values()].map((served) => {
    const byStep = new Map(served.map((row) => [row.step, row]))
    const looks = Array.from({ length: steps.count }, (_none, step): PastLook => {
      const value = servedValue(byStep.get(step), measure)
      return { at: startOf(steps, step + 1), value, seen: { kind: 'value', value, volume: servedVolume(byStep.get(step), measure) } }
    })
    return { labels: servedLabels(source), looks }
  })
  return { stepSeconds: steps.stepSeconds, series }
}

async function pastOfErrors(platform: Needs, { source, environmentIds }: PastAsk<Of<'errors'>>, steps: Steps): Promise<Past> {
  const rows = await readGroupWindows(platform, { environmentIds, ...steps, windowMs: source.overMs })
  const series = [...grouped(rows, ({ groupId }) => groupId).values()].map((windows) => {
    const counts = new Map(windows.map((row) => [row.window, source.measure === 'users' ? row.users : row.events]))
    return { labels: { error: windows[0]?.label ?? '' }, looks: windowLooks(steps, (window) => counts.get(window) ?? 0) }
  })
  return { stepSeconds: steps.stepSeconds, series }
}
