/** What of this installation's own host needs a person now. */
import { bySeries, listSeries, readMinutes, type MinuteRow } from '#features/telemetry/public.ts'
import { toId } from '#kit/ids.ts'
import { HOUR_MS, later, MINUTE_MS } from '#kit/time.ts'
import type { NowItem } from '#platform/module.ts'
import { selfEnvironment, type EnvironmentPlace } from '#core/catalog/public.ts'
import { READ_FIGURES } from '../domain/permissions.ts'
import { findMetric, METRICS, type Metric } from '../domain/metrics.ts'
import { judgeOverload, type Overload } from '../domain/overload.ts'
import type { Ask } from './ask.ts'

/** How far back the beginning of an overload is looked for; an older one is said to have begun there. */
const LOOK_BACK_MS = 6 * HOUR_MS
const SERIES_MAX = 100
const HOST_METRICS = METRICS.filter(({ name, threshold }) => name.startsWith('system.') && threshold !== undefined).map(({ name }) => name)

/** One item for each figure above its threshold for as long as the standard plan says. */
export async function needsNow(ask: Ask): Promise<readonly NowItem[]> {
  const place = await ask.platform.work.read(selfEnvironment)
  if (!place || !ask.caller.may(READ_FIGURES, place.scope)) return []
  const now = ask.platform.clock.now()
  const since = later(now, -LOOK_BACK_MS)
  const minutes = await readMinutes(ask.platform.clickhouse, { environmentIds: [place.id], metrics: HOST_METRICS, since })
  const items: NowItem[] = []
  for (const own of bySeries(minutes).values()) {
    const metric = findMetric(own[0]?.metric ?? '')
    const verdict = metric?.threshold && judgeOverload(own, metric.threshold, now)
    if (metric && verdict?.overloaded) items.push(await itemOf(ask, { place, metric, verdict, minute: own[0] }))
  }
  return items
}

interface Found {
  readonly place: EnvironmentPlace
  readonly metric: Metric
  readonly verdict: Overload & { overloaded: true }
  readonly minute: MinuteRow | undefined
}

async function itemOf({ platform }: Ask, { place, metric, verdict, minute }: Found): Promise<NowItem> {
  const seenSince = later(verdict.since, -LOOK_BACK_MS)
  const series = await listSeries(platform.clickhouse, { environmentIds: [place.id], metric: metric.name, seenSince, limit: SERIES_MAX })
  const labels = series.find(({ id }) => id === minute?.series)?.labels ?? {}
  return {
    band: 'breaching',
    ...inWords(metric, labels, verdict.value),
    href: `/applications/${toId('application', place.applicationId)}`,
    since: verdict.since,
  }
}

/** A key of the console for each form of the sentence: its language has other places for what may be missing. */
function inWords(
  metric: Metric,
  labels: Readonly<Record<string, string>>,
  value: number,
): Pick<NowItem, 'key' | 'values' | 'title' | 'reason'> {
  const part = labels['system.filesystem.mountpoint']
  const host = labels['host.name']
  const { above, forMs } = metric.threshold ?? { above: 0, forMs: 0 }
  const minutes = forMs / MINUTE_MS
  return {
    key: part === undefined ? 'monitoring.above' : 'monitoring.part_above',
    values: {
      metric: metric.name,
      part: part ?? '',
      host: host ?? 'this_host',
      percent: Math.round(value * 100),
      above: Math.round(above * 100),
      minutes,
    },
    title: `${metric.title}${part === undefined ? '' : ` ${part}`} on ${host ?? 'this host'} is at ${percent(value)}`,
    reason: `Above ${percent(above)}${forMs > 0 ? ` for ${minutes} minutes` : ''}, the threshold of the standard plan`,
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
