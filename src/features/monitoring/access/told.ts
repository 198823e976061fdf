/** Reads what telemetry and traces say of an environment in five minutes each, for whatever is made of that. */
import { readFiveMinutes, type FiveMinutesRow } from '#features/telemetry/public.ts'
import { readServedCells } from '#features/traces/public.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { CAPACITY_METRICS } from '../domain/capacity-signals.ts'
import type { Stretch } from '../domain/overview.ts'
import { APART, REQUEST_METRICS, type Told } from '../domain/request-signals.ts'

export interface ToldAsk {
  /** UUID of an environment that the caller may see. */
  readonly environmentId: string
  readonly stretches: readonly Stretch[]
  readonly now: Instant
}

/** Throws Fault `common.store_unavailable` while the store is away. */
export async function readTold({ clickhouse }: Pick<Platform, 'clickhouse'>, { environmentId, stretches, now }: ToldAsk): Promise<Told> {
  const environmentIds = [environmentId]
  const metrics = [...REQUEST_METRICS, ...CAPACITY_METRICS]
  const [cells, spans] = await Promise.all([
    readFiveMinutes(clickhouse, { environmentIds, metrics, stretches, by: APART, now }),
    readServedCells(clickhouse, { environmentIds, stretches }),
  ])
  return { cells: byMetric(cells), spans }
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
