/** Making, changing, deleting and bringing back dashboards. */
import { uuidv7 } from 'uuidv7'
import { dashboardChanged, dashboardCreated, dashboardDeleted, dashboardRestored } from '#events/dashboards.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { EventKind, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { expectChangeable, maySee } from '../access/whose.ts'
import { dashboardCodes } from '../contract/codes.ts'
import type { keepingRoutes } from '../contract/keeping.ts'
import { DASHBOARDS_MAX } from '../domain/panel.ts'
import { countDashboards, insertDashboard, lockDashboard, updateDashboard, type DashboardRow } from '../store/dashboards.ts'

type Creation = HandledOf<(typeof keepingRoutes)['createDashboard']>['body']
type Change = HandledOf<(typeof keepingRoutes)['changeDashboard']>['body']

/** Who acts, on which platform. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

/** A dashboard at the version that the caller has read. */
export interface Target {
  readonly id: string
  readonly ifMatch: number | null
}

/** Returns its UUID. */
export function createDashboard(act: Act, body: Creation): Promise<string> {
  return act.platform.work.run((tx) => createDashboardWithin(tx, act, body))
}

/** The same in a transaction of the caller. `managedBy` is the path of a configuration file; null: people made it. */
export async function createDashboardWithin(tx: Tx, act: Act, body: Creation, managedBy: string | null = null): Promise<string> {
  const at = act.platform.clock.now()
  const row: DashboardRow = { ...body, id: uuidv7(), managedBy, version: 1, updatedAt: at, deletedAt: null }
  const scope = await expectChangeable(tx, act.caller, row)
  await expectRoom(tx)
  await insertDashboard(tx, row)
  await tell(act, tx, { event: dashboardCreated, row, scope, at })
  return row.id
}

export function changeDashboard(act: Act, target: Target, body: Change): Promise<void> {
  return act.platform.work.run((tx) => changeDashboardWithin(tx, act, target, body))
}

/** The same in a transaction of the caller; files say that they manage it from now on. */
export function changeDashboardWithin(tx: Tx, act: Act, target: Target, body: Change & { readonly managedBy?: string }): Promise<void> {
  return onDashboard(tx, act, target, async ({ at, row, scope }) => {
    if (row.deletedAt !== null) throw new Fault(common.not_found)
    const next: DashboardRow = {
      ...row,
      title: body.title ?? row.title,
      panels: body.panels ?? row.panels,
      managedBy: body.managedBy ?? row.managedBy,
      updatedAt: at,
    }
    const fields = CHANGEABLE.filter((field) => JSON.stringify(next[field]) !== JSON.stringify(row[field]))
    if (fields.length === 0) return
    await updateDashboard(tx, next)
    await tell(act, tx, { event: dashboardChanged, row, scope, at, more: { fields } })
  })
}

const CHANGEABLE = ['title', 'panels', 'managedBy'] as const

/** Deleting what is deleted, and bringing back what is there, changes nothing. */
export function setDashboardDeleted(act: Act, target: Target, deleted: boolean): Promise<void> {
  return act.platform.work.run((tx) => setDashboardDeletedWithin(tx, act, target, deleted))
}

/** The same in a transaction of the caller. No file manages what is deleted: what comes back is whoever's brought it back. */
export function setDashboardDeletedWithin(tx: Tx, act: Act, target: Target, deleted: boolean): Promise<void> {
  return onDashboard(tx, act, target, async ({ at, row, scope }) => {
    if ((row.deletedAt !== null) === deleted) return
    if (!deleted) await expectRoom(tx)
    await updateDashboard(tx, { ...row, managedBy: null, updatedAt: at, deletedAt: deleted ? at : null })
    await tell(act, tx, { event: deleted ? dashboardDeleted : dashboardRestored, row, scope, at })
  })
}

async function expectRoom(tx: Tx): Promise<void> {
  if ((await countDashboards(tx)) >= DASHBOARDS_MAX) throw new Fault(dashboardCodes.too_many)
}

interface Held {
  readonly at: Instant
  readonly row: DashboardRow
  readonly scope: Scope
}

async function onDashboard(tx: Tx, act: Act, { id, ifMatch }: Target, body: (held: Held) => Promise<void>): Promise<void> {
  const { platform, caller } = act
  const row = await lockDashboard(tx, id)
  if (row === undefined || !(await maySee(tx, caller, row))) throw new Fault(common.not_found)
  const scope = await expectChangeable(tx, caller, row)
  if (ifMatch !== row.version) throw new Fault(common.version_mismatch)
  await body({ at: platform.clock.now(), row, scope })
}

interface Told {
  readonly event: EventKind
  readonly row: DashboardRow
  readonly scope: Scope
  readonly at: Instant
  readonly more?: Readonly<Record<string, unknown>>
}

async function tell({ platform, caller }: Act, tx: Tx, { event, row, scope, at, more }: Told): Promise<void> {
  await platform.log.publish(tx, {
    event,
    actor: caller.ref,
    record: { kind: 'dashboard', id: row.id },
    scope,
    at,
    particulars: { applicationId: row.applicationId, ...more },
  })
}
