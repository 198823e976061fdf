/** Dashboards as their readers see them. */
import { clientsOf } from '#core/catalog/public.ts'
import { listSeenReleases } from '#features/errors/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { readDashboardText, writeDashboard } from '../access/file.ts'
import { expectSeen, type Ask } from '../access/place.ts'
import { expectChangeable, mayChange, maySee } from '../access/whose.ts'
import type { keepingRoutes } from '../contract/keeping.ts'
import { DASHBOARDS_MAX, type Panel } from '../domain/panel.ts'
import { READ_DASHBOARDS } from '../domain/permissions.ts'
import { findDashboard, listDashboards, type DashboardRow, type DashboardSummary } from '../store/dashboards.ts'

type Routes = typeof keepingRoutes

/** Who reads, on which platform. */
export interface Reading {
  readonly platform: Pick<Platform, 'work'>
  readonly caller: Caller
}

/** More would hide the chart that they mark. */
const RELEASES_MAX = 50

export function readDashboards(
  { platform, caller }: Reading,
  applicationId: string | undefined,
): Promise<ReplyOf<Routes['listDashboards']>> {
  return platform.work.read(async (tx) => {
    const rows = await listDashboards(tx, { applicationId, limit: DASHBOARDS_MAX })
    const clients = await clientsOf(tx, [...new Set(rows.flatMap((row) => row.applicationId ?? []))])
    return { items: rows.filter((row) => isWithin(caller, row, clients)) }
  })
}

/** As `maySee`, for a whole list at once. */
function isWithin(caller: Caller, { applicationId }: DashboardSummary, clients: ReadonlyMap<string, string | null>): boolean {
  if (applicationId === null) return true
  const scope: Scope = { clientId: clients.get(applicationId) ?? null, applicationId, audience: 'internal' }
  return clients.has(applicationId) && caller.may(READ_DASHBOARDS, scope)
}

/** Throws `common.not_found` for one that is deleted, or not the caller's to see. */
export function readDashboard({ platform, caller }: Reading, id: string): Promise<ReplyOf<Routes['readDashboard']>> {
  return platform.work.read(async (tx) => {
    const row = await findDashboard(tx, id)
    if (row === undefined || row.deletedAt !== null || !(await maySee(tx, caller, row))) throw new Fault(common.not_found)
    return shown(row, await mayChange(tx, caller, row))
  })
}

/** Also while it is deleted: the answer to whoever deleted it has the version with which it is brought back. */
export function readWritten({ platform }: Reading, id: string): Promise<ReplyOf<Routes['readDashboard']>> {
  return platform.work.read(async (tx) => {
    const row = await findDashboard(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    return shown(row, true)
  })
}

function shown({ deletedAt: _deleted, panels, ...row }: DashboardRow, canChange: boolean): ReplyOf<Routes['readDashboard']> {
  return { ...row, panels: mutable(panels), canChange }
}

const mutable = (panels: readonly Panel[]) => panels.map((panel) => ({ ...panel, expressions: [...panel.expressions] }))

/** Throws as `readDashboard` before the first piece. */
export async function exportDashboard(reading: Reading, id: string): Promise<AsyncIterable<string>> {
  return once(writeDashboard('', await readDashboard(reading, id)).text)
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

/** For whoever may keep it there. Throws `common.not_found` out of reach. */
export async function readDashboardFile(
  { platform, caller }: Reading,
  { applicationId, text }: HandledOf<Routes['readFile']>['body'],
): Promise<ReplyOf<Routes['readFile']>> {
  await platform.work.read((tx) => expectChangeable(tx, caller, { applicationId }))
  return readDashboardText(text)
}

export async function readReleases(
  ask: Ask,
  { params, query }: HandledOf<Routes['listReleases']>,
): Promise<ReplyOf<Routes['listReleases']>> {
  await expectSeen(ask, { applicationId: params.id, environmentId: query.environmentId })
  return { items: await ask.platform.work.read((tx) => listSeenReleases(tx, { ...query, limit: RELEASES_MAX })) }
}
