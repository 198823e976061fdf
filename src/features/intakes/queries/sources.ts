/** Alert sources as people see them. */
import { environmentPlaces, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { findRecord, scopeOfRecord } from '#core/records/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, later } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { sourceRoutes } from '../contract/sources.ts'
import { SOURCES_PER_ENVIRONMENT_MAX } from '../domain/limits.ts'
import { READ_SOURCES } from '../domain/permissions.ts'
import { OUTCOMES, REFUSALS, type Outcome, type Refusal } from '../domain/words.ts'
import { countOpen, listOrigins } from '../store/alerts.ts'
import { findSource, listSources as listRows, type SourceRow } from '../store/sources.ts'
import { sumTally } from '../store/tally.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock'>
  readonly caller: Caller
}

type Routes = typeof sourceRoutes
type Source = ReplyOf<Routes['listSources']>['items'][number]

/** Of an application with many environments; those beyond are not shown. */
const LISTED_MAX = 10 * SOURCES_PER_ENVIRONMENT_MAX

export function listSources({ platform, caller }: Ask, applicationId: string): Promise<ReplyOf<Routes['listSources']>> {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (scope === undefined) throw new Fault(common.not_found)
    requirePermission(caller, READ_SOURCES, scope)
    return { items: await showSources({ platform }, tx, await listRows(tx, { applicationId, limit: LISTED_MAX })) }
  })
}

/** One that the caller has just written. */
export function readSource({ platform }: Pick<Ask, 'platform'>, id: string): Promise<Source> {
  return platform.work.read(async (tx) => {
    const row = await findSource(tx, id)
    const [shown] = row === undefined ? [] : await showSources({ platform }, tx, [row])
    if (shown === undefined) throw new Fault(common.not_found)
    return shown
  })
}

const isOutcome = (said: string): said is Outcome => OUTCOMES.some((one) => one === said)
const isRefusal = (said: string): said is Refusal => REFUSALS.some((one) => one === said)

async function showSources({ platform }: Pick<Ask, 'platform'>, tx: Tx, rows: readonly SourceRow[]): Promise<Source[]> {
  const sourceIds = rows.map(({ id }) => id)
  const places = await environmentPlaces(tx, [...new Set(rows.map(({ environmentId }) => environmentId))])
  const [open, tally] = [await countOpen(tx, sourceIds), await sumTally(tx, { sourceIds, since: later(platform.clock.now(), -DAY_MS) })]
  return rows.map((row) => {
    const { id, environmentId, kind, name, prefix, componentId, settings, createdAt, lastReceivedAt, version } = row
    const own = tally.filter(({ sourceId }) => sourceId === id)
    return {
      id,
      environmentId,
      kind,
      name,
      prefix,
      componentId,
      createdAt,
      lastReceivedAt,
      version,
      settings: settings as Source['settings'],
      environment: places.get(environmentId)?.name ?? '',
      isSigned: row.sealedSigningSecret !== null,
      openAlerts: open.get(id) ?? 0,
      taken: own.flatMap(({ outcome, alerts }) => (isOutcome(outcome) ? [{ outcome, alerts }] : [])),
      refused: own.flatMap(({ outcome, alerts, lastAt }) => (isRefusal(outcome) ? [{ reason: outcome, alerts, lastAt }] : [])),
    }
  })
}

/** What the source said of an alert last. Throws `common.not_found` for what is not the caller's to see. */
export function readOrigin({ platform, caller }: Ask, alertId: string): Promise<ReplyOf<Routes['readOrigin']>> {
  return platform.work.read(async (tx) => {
    const record = await findRecord(tx, alertId)
    if (record === undefined || record.kind !== 'alert') throw new Fault(common.not_found)
    requirePermission(caller, READ_SOURCES, scopeOfRecord(record))
    const [origin] = await listOrigins(tx, [alertId])
    const source = origin && (await findSource(tx, origin.sourceId))
    if (origin === undefined || source === undefined) return { items: [] }
    const { description, annotations, link, severitySaid, severityReason, startsAt, endsAt, updatedAt } = origin
    const said = { description, annotations: { ...annotations }, link, severitySaid, severityReason, startsAt, endsAt, updatedAt }
    return { items: [{ source: source.name, kind: source.kind, ...said }] }
  })
}
