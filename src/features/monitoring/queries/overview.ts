/** How an environment is at a glance, each figure against what the support plan says of it. */
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { limitFor, planOf, standingOf, type SignalLimit } from '#core/plan/public.ts'
import { findLatestRelease } from '#features/errors/public.ts'
import { readFiveMinutes, type FiveMinutesRow } from '#features/telemetry/public.ts'
import { readServedCells } from '#features/traces/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, SECOND_MS } from '#kit/time.ts'
import { READ_FIGURES } from '../domain/permissions.ts'
import type { overviewRoutes } from '../contract/overview.ts'
import { CAPACITY_METRICS } from '../domain/capacity-signals.ts'
import { CELL_MS, cellsIn, signalsOf, stretchesAt, type FoundSignal, type Stretches } from '../domain/overview.ts'
import { APART, REQUEST_METRICS } from '../domain/request-signals.ts'
import type { Signal } from '../domain/signals.ts'
import type { Ask } from './ask.ts'

type Overview = ReplyOf<(typeof overviewRoutes)['readOverview']>

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
  const { clickhouse, clock } = platform
  const { plan, release } = await platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_FIGURES, scope)
    if (!(await environmentsOf(tx, applicationId)).some(({ id }) => id === environmentId)) throw new Fault(common.not_found)
    const { clientId } = scope
    return {
      plan: await planOf(platform).effective({ clientId, applicationId }, { tx }),
      release: await findLatestRelease(tx, environmentId),
    }
  })
  const now = clock.now()
  const latest = release && now - release.at < RELEASE_COUNTS_MS ? release : null
  const stretches = stretchesAt(now, latest?.at ?? null)
  const asked = [stretches.course, stretches.yesterday, ...(stretches.beforeRelease ? [stretches.beforeRelease] : [])]
  const environmentIds = [environmentId]
  const [cells, spans] = await Promise.all([
    readFiveMinutes(clickhouse, { environmentIds, metrics: [...REQUEST_METRICS, ...CAPACITY_METRICS], stretches: asked, by: APART, now }),
    readServedCells(clickhouse, { environmentIds, stretches: asked }),
  ])
  const signals = signalsOf({ cells: byMetric(cells), spans })
  return {
    from: stretches.course.from,
    stepSeconds: CELL_MS / SECOND_MS,
    release: latest,
    items: signals.map((found) => figureOf(found, stretches, limitOf(found, plan))),
  }
}

function byMetric(rows: readonly FiveMinutesRow[]): ReadonlyMap<string, ReadonlyMap<number, readonly FiveMinutesRow[]>> {
  const metrics = new Map<string, Map<number, FiveMinutesRow[]>>()
  for (const row of rows) {
    const times = metrics.get(row.metric) ?? new Map<number, FiveMinutesRow[]>()
    metrics.set(row.metric, times)
    times.set(row.at, [...(times.get(row.at) ?? []), row])
  }
  return metrics
}

function limitOf({ signal, unit }: FoundSignal, plan: Parameters<typeof limitFor>[0]): SignalLimit | null {
  const limit = signal === 'traffic' ? undefined : limitFor(plan, THRESHOLDS[signal])
  // Of pools the plan counts those who wait; a share of taken connections is something else.
  if (limit === undefined || (signal === 'pool' && unit !== '{client}')) return null
  return unit === 's' ? { ...limit, above: limit.above / SECOND_MS } : limit
}

function figureOf({ signal, unit, source }: FoundSignal, stretches: Stretches, limit: SignalLimit | null): Overview['items'][number] {
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
