/** Alerts as their readers see them. */
import { componentsOf, environmentPlaces, namedOf } from '#core/catalog/public.ts'
import { peopleByIds, requirePermission } from '#core/identity/public.ts'
import { labelOf } from '#core/records/contract/kind.ts'
import { countRecords, findRecord, listRecords, scopeOfRecord, showRecords, type RecordRow } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId } from '#kit/ids.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { NowItem } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { showRuleKey } from '../access/silence-scope.ts'
import type { alertRoutes } from '../contract/alerts.ts'
import { alertKind } from '../contract/kind.ts'
import { EVIDENCE_SHOWN, TRANSITIONS_SHOWN } from '../domain/limits.ts'
import { isOutside } from '../domain/outside.ts'
import { READ_ALERTS } from '../domain/permissions.ts'
import type { AlertState } from '../domain/words.ts'
import { countEvidence, findAlert, findAlerts, listEvidence, type AlertRow } from '../store/alerts.ts'
import { listTransitions } from '../store/watches.ts'
import { courseOf } from './course.ts'
import { knownOf } from './known.ts'

/** Who reads, on which platform. */
export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

type Routes = typeof alertRoutes
type Row = ReplyOf<Routes['listAlerts']>['items'][number]
type Alert = ReplyOf<Routes['readAlert']>

export function listAlerts({ platform, caller }: Ask, { query }: HandledOf<Routes['listAlerts']>): Promise<ReplyOf<Routes['listAlerts']>> {
  return platform.work.read(async (tx) => {
    const page = await listRecords(tx, { kind: alertKind, caller, clock: platform.clock }, query)
    return { items: await showAlerts(tx, page.items), nextCursor: page.nextCursor }
  })
}

export function countAlerts(
  { platform, caller }: Ask,
  { query }: HandledOf<Routes['countAlerts']>,
): Promise<ReplyOf<Routes['countAlerts']>> {
  return platform.work.read((tx) => countRecords(tx, { kind: alertKind, caller, clock: platform.clock }, query.filter))
}

async function showAlerts(tx: Tx, records: readonly RecordRow[]): Promise<Row[]> {
  const ids = records.map(({ id }) => id)
  const alerts = new Map((await findAlerts(tx, ids)).map((one) => [one.id, one]))
  const evidence = await countEvidence(tx, ids)
  const places = await environmentPlaces(
    tx,
    [...alerts.values()].map(({ environmentId }) => environmentId),
  )
  const names = new Map<string, string>()
  for (const id of new Set([...alerts.values()].map(({ applicationId }) => applicationId)))
    names.set(id, (await namedOf(tx, 'application', id))?.name ?? '')
  const shown = await showRecords<AlertState>(tx, records)
  return shown.flatMap((record) => {
    const row = alerts.get(record.id)
    if (row === undefined) return []
    const { severity, environmentId, value, pages, pageReason, openedAt, recoveredAt } = row
    const own = { severity, environmentId, value, pages, pageReason, openedAt, recoveredAt }
    const application = names.get(row.applicationId) ?? ''
    return [{ ...record, ...own, application, environment: places.get(environmentId)?.name ?? '', evidence: evidence.get(row.id) ?? 0 }]
  })
}

/** Throws `common.not_found` for what is not there or not the caller's to see. */
export async function readAlert({ platform, caller }: Ask, id: string): Promise<Alert> {
  const read = await platform.work.read(async (tx) => {
    const [record, row] = [await findRecord(tx, id), await findAlert(tx, id)]
    if (record === undefined || row === undefined || record.deletedAt !== null) throw new Fault(common.not_found)
    requirePermission(caller, READ_ALERTS, scopeOfRecord(record))
    const [shown] = await showAlerts(tx, [record])
    if (shown === undefined) throw new Fault(common.not_found)
    const folded = await listEvidence(tx, { id, limit: EVIDENCE_SHOWN })
    const transitions = await listTransitions(tx, { watchId: row.watchId, limit: TRANSITIONS_SHOWN })
    return { row, shown, folded, transitions, known: await knownOf(tx, row), ...(await around(tx, row)) }
  })
  const { row, shown, folded, transitions, known, component, spokenForBy, acknowledgedBy } = read
  const { condition } = row
  return {
    ...shown,
    rule: {
      key: showRuleKey(row.ruleKey),
      name: row.ruleName,
      followsPlan: showRuleKey(row.ruleKey) === row.ruleKey && !isOutside(row.ruleKey),
    },
    componentId: row.componentId,
    component,
    labels: { ...row.labels },
    source: { ...row.source },
    comparison: condition.comparison,
    limit: condition.limit,
    recoverAt: condition.recoverAt,
    forSeconds: condition.forMs / SECOND_MS,
    placeReason: row.placeReason,
    spokenForBy,
    acknowledgedAt: row.acknowledgedAt,
    acknowledgedBy,
    folded: folded.map(({ id: one, number, title, state, severity, placeReason, openedAt }) => {
      const label = labelOf('alert', number)
      return { id: one, label, title, state: state as AlertState, severity, placeReason, openedAt }
    }),
    transitions: transitions.map(({ at, from, to, reason, value }) => ({ at, from, to, reason, value })),
    ...known,
    course: await courseOf(platform, row),
  }
}

/** What stands beside an alert: its component, who speaks for it, who knows of it. */
async function around(tx: Tx, { applicationId, componentId, foldedInto, acknowledgedBy }: AlertRow) {
  const components = componentId === null ? [] : await componentsOf(tx, applicationId)
  const into = foldedInto === null ? undefined : await findRecord(tx, foldedInto)
  const person = acknowledgedBy === null ? undefined : (await peopleByIds(tx, [acknowledgedBy])).get(acknowledgedBy)
  return {
    component: components.find(({ id }) => id === componentId)?.name ?? null,
    spokenForBy:
      into === undefined ? null : { id: into.id, label: labelOf('alert', into.number), title: into.title, state: into.state as AlertState },
    acknowledgedBy: person === undefined ? null : { id: person.id, name: person.name },
  }
}

/** More would push everything else off the first screen. */
const NOW_MAX = 10

/** What fires, speaks for itself and is known to nobody. */
export function alertsNow({ platform, caller }: Ask): Promise<readonly NowItem[]> {
  if (!caller.holds(READ_ALERTS)) return Promise.resolve([])
  const call = { filter: 'state:firing priority:1,2,3', sort: 'priority', limit: NOW_MAX } as const
  return platform.work.read(async (tx) => {
    const { items } = await listRecords(tx, { kind: alertKind, caller, clock: platform.clock }, call)
    const shown = await showAlerts(tx, items)
    return shown.map(({ id, label, title, application, environment, severity, pageReason, openedAt }) => ({
      band: severity === 'critical' ? ('burning' as const) : ('breaching' as const),
      key: 'alerting.firing',
      values: { title, label, application, environment, severity, pageReason },
      title,
      reason: `${label} fires on ${application}, ${environment}`,
      href: alertKind.pageOf(toId('alert', id)),
      since: openedAt,
    }))
  })
}
