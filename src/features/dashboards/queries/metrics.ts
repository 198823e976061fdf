/** What arrives of an environment, for the pickers. */
import { typeByName } from '#features/promql/public.ts'
import { ANNOUNCE_EVERY_MS, listLabelNames, listLabelValues, type SelectAsk } from '#features/telemetry/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { DAY_MS, SECOND_MS } from '#kit/time.ts'
import { expectSeen, type Ask, type Place } from '../access/place.ts'
import type { exploringRoutes } from '../contract/exploring.ts'
import { LABELS_MAX, METRICS_MAX, VALUES_MAX } from '../domain/limits.ts'
import { unitByName } from '../domain/units.ts'

type Routes = typeof exploringRoutes

/** A list is waited for; longer than this nobody does. */
const TIMEOUT_MS = 10_000

export async function listMetrics(ask: Ask, place: Place): Promise<ReplyOf<Routes['listMetrics']>> {
  await expectSeen(ask, place)
  const names = await listLabelValues(ask.platform.clickhouse, selecting(ask, place, { limit: METRICS_MAX + 1 }), undefined)
  const all = new Set(names)
  const items = names.slice(0, METRICS_MAX).map((name) => ({ name, type: typeByName(name, all), unit: unitByName(name) }))
  return { items, isCut: names.length > METRICS_MAX }
}

export async function listLabels(ask: Ask, place: Place & { readonly metric: string }): Promise<ReplyOf<Routes['listLabels']>> {
  await expectSeen(ask, place)
  return { items: [...(await listLabelNames(ask.platform.clickhouse, selecting(ask, place, { metric: place.metric, limit: LABELS_MAX })))] }
}

export async function listValues(
  ask: Ask,
  place: Place & { readonly metric: string; readonly label: string },
): Promise<ReplyOf<Routes['listLabelValues']>> {
  await expectSeen(ask, place)
  const { metric, label } = place
  const values = await listLabelValues(ask.platform.clickhouse, selecting(ask, place, { metric, limit: VALUES_MAX + 1 }), label)
  return { items: values.slice(0, VALUES_MAX), isCut: values.length > VALUES_MAX }
}

function selecting(ask: Ask, { environmentId }: Place, { metric, limit }: { readonly metric?: string; readonly limit: number }): SelectAsk {
  return {
    environmentIds: [environmentId],
    matchers: metric === undefined ? [] : [{ label: '__name__', op: '=', value: metric }],
    seenSinceSeconds: (ask.platform.clock.now() - DAY_MS - ANNOUNCE_EVERY_MS) / SECOND_MS,
    limit,
    signal: ask.gone,
    timeoutMs: TIMEOUT_MS,
  }
}
