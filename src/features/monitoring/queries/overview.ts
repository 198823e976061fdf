/** How an environment is at a glance, each figure against what the support plan says of it. */
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { calendarOf, limitFor, planOf, standingOf, type SignalLimit } from '#core/plan/public.ts'
import { findLatestRelease } from '#features/errors/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, instant, SECOND_MS } from '#kit/time.ts'
import { READ_FIGURES } from '../domain/permissions.ts'
import { readTold } from '../access/told.ts'
import type { overviewRoutes } from '../contract/overview.ts'
import { bandAt, type Rhythm } from '../domain/baseline.ts'
import { CELL_MS, cellsIn, signalsOf, stretchesAt, type FoundSignal, type Stretches } from '../domain/overview.ts'
import type { Signal } from '../domain/signals.ts'
import { listBaselines, type BaselineRow } from '../store/baselines.ts'
import type { Ask } from './ask.ts'

type Overview = ReplyOf<(typeof overviewRoutes)['readOverview']>
type Figure = Overview['items'][number]

/** A release before this is not what changed. */
const RELEASE_COUNTS_MS = 30 * DAY_MS

/** The plan's name of each signal; it says nothing of traffic. */
const THRESHOLDS = {
  response_time: 'response_time',
  error_rate: 'error_rate',
  job_error_rate: 'error_rate',
  cpu: 'cpu',
  memory: 'memory',
  disk: 'disk_used',
  query_time: 'query_time',
  pool: 'pool_waiting',
} as const satisfies Partial<Record<Signal, Parameters<typeof limitFor>[1]>>

/** Throws `common.not_found` for an application or environment that is not there or not the caller's to see. */
export async function readOverview(
  { platform, caller }: Ask,
  { applicationId, environmentId }: { readonly applicationId: string; readonly environmentId: string },
): Promise<Overview> {
  const { clock } = platform
  const { plan, release, baselines } = await platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_FIGURES, scope)
    if (!(await environmentsOf(tx, applicationId)).some(({ id }) => id === environmentId)) throw new Fault(common.not_found)
    const { clientId } = scope
    return {
      plan: await planOf(platform).effective({ clientId, applicationId }, { tx }),
      release: await findLatestRelease(tx, environmentId),
      baselines: new Map((await listBaselines(tx, environmentId)).map((row): [string, BaselineRow] => [row.signal, row])),
    }
  })
  const now = clock.now()
  const latest = release && now - release.at < RELEASE_COUNTS_MS ? release : null
  const stretches = stretchesAt(now, latest?.at ?? null)
  const asked = [stretches.course, stretches.yesterday, ...(stretches.beforeRelease ? [stretches.beforeRelease] : [])]
  const signals = signalsOf(await readTold(platform, { environmentId, stretches: asked, now }))
  const { zone, holidays } = calendarOf(plan.plan, plan.zone)
  const rhythm = { zone, holidays: new Set(holidays.map(({ date }) => date)) }
  return {
    from: stretches.course.from,
    stepSeconds: CELL_MS / SECOND_MS,
    release: latest,
    items: signals.map((found) => ({
      ...figureOf(found, stretches, limitOf(found, plan)),
      baseline: usualOf(baselines.get(found.signal), rhythm, stretches),
    })),
  }
}

function limitOf({ signal, unit }: FoundSignal, plan: Parameters<typeof limitFor>[0]): SignalLimit | null {
  const limit = signal === 'traffic' ? undefined : limitFor(plan, THRESHOLDS[signal])
  // Of pools the plan counts those who wait; a share of taken connections is something else.
  if (limit === undefined || (signal === 'pool' && unit !== '{client}')) return null
  return unit === 's' ? { ...limit, above: limit.above / SECOND_MS } : limit
}

function figureOf({ signal, unit, source }: FoundSignal, stretches: Stretches, limit: SignalLimit | null): Omit<Figure, 'baseline'> {
  const said = source.over(cellsIn(stretches.now))
  const { beforeRelease } = stretches
  return {
    signal,
    unit,
    basis: source.basis,
    metric: source.metric ?? null,
    value: said.value ?? null,
    volume: said.volume ?? null,
    part: said.part === '' ? null : (said.part ?? null),
    standing: standingOf(said, limit ?? undefined),
    limit,
    course: cellsIn(stretches.course).map((at) => source.over([at]).value ?? null),
    yesterday: source.over(cellsIn(stretches.yesterday)).value ?? null,
    beforeRelease: beforeRelease ? (source.over(cellsIn(beforeRelease)).value ?? null) : null,
  }
}

/** Null before anything was learned of it, and of what has no rhythm of a week, such as a disk. */
function usualOf(row: BaselineRow | undefined, rhythm: Rhythm, { course }: Stretches): Figure['baseline'] {
  if (row === undefined) return null
  const bands = cellsIn(course).map((at) => bandAt(row, rhythm, instant(at * SECOND_MS)))
  const { refusedAs, weeks, since } = row
  return {
    refusedAs,
    weeks,
    now: bands.at(-1) ?? null,
    lower: bands.map((band) => band?.lower ?? null),
    upper: bands.map((band) => band?.upper ?? null),
    deviatesSince: since,
  }
}
