/** How much of its hosts and databases an application uses. */
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { readGauges } from '../access/gauges.ts'
import { measuringOf, seenApplication } from '../access/place.ts'
import type { GaugeAnswer, resourcesContract } from '../contract/contract.ts'
import type { Gauge } from '../domain/capacity.ts'
import type { Forecast } from '../domain/forecast.ts'
import { TRAITS } from '../domain/gauges.ts'
import { READ_RESOURCES } from '../domain/permissions.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

type Route = (typeof resourcesContract)['readCapacity']

/** Throws `common.not_found` for an application or environment that is not there or not the caller's to see. */
export async function readCapacity({ platform, caller }: Ask, { params, query }: HandledOf<Route>): Promise<ReplyOf<Route>> {
  const { zone, limits, environments } = await platform.work.read(async (tx) => {
    const scope = await seenApplication(tx, caller, { applicationId: params.id, permission: READ_RESOURCES })
    return measuringOf(platform, tx, scope)
  })
  const all = environments.map(({ id }) => id)
  const asked = query.environmentId
  if (asked !== undefined && !all.includes(asked)) throw new Fault(common.not_found)
  const { gauges, complete } = await readGauges(platform, { environmentIds: asked === undefined ? all : [asked], zone, limits })
  return { zone, complete, items: gauges.map(shown) }
}

function shown({ environmentId, subject, limit, now, at, p95, highest, days, peak, forecast }: Gauge): GaugeAnswer {
  const { kind, host, part, database } = subject
  const figures = { unit: TRAITS[kind].unit, limit, now, at, p95, highest, days, peak: peak === null ? null : { ...peak } }
  return { environmentId, kind, host, part, databaseId: database, ...figures, forecast: forecast === null ? null : inDays(forecast) }
}

function inDays(forecast: Forecast): NonNullable<GaugeAnswer['forecast']> {
  const { trend } = forecast
  const fills = forecast.kind === 'fills' ? forecast : null
  return {
    days: fills?.days ?? null,
    soonestDays: fills?.soonestDays ?? null,
    latestDays: fills?.latestDays ?? null,
    refusedAs: forecast.kind === 'refused' ? forecast.reason : null,
    perDay: trend?.perDay ?? null,
    perDayLow: trend?.perDayLow ?? null,
    perDayHigh: trend?.perDayHigh ?? null,
  }
}
