/** Saving, changing, deleting and bringing back views. */
import { uuidv7 } from 'uuidv7'
import { activePeople, organisationScope } from '#core/identity/public.ts'
import { viewChanged, viewCreated, viewDeleted, viewGiven, viewRestored } from '#events/views.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { EventKind } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { viewCodes } from '../contract/codes.ts'
import type { viewsContract } from '../contract/contract.ts'
import { SHARE_VIEWS } from '../domain/permissions.ts'
import { judgeChange, VIEWS_MAX, type Shared, type Viewer } from '../domain/sharing.ts'
import { countViews, insertView, lockView, updateOwner, updateView, type ViewRow } from '../store/views.ts'

type Creation = HandledOf<(typeof viewsContract)['createView']>['body']
type Change = HandledOf<(typeof viewsContract)['changeView']>['body']

/** Who acts, on which platform; who they are to a view. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
  readonly viewer: Viewer
}

/** A view at the version that the caller has read. */
export interface Target {
  readonly id: string
  readonly ifMatch: number | null
}

/** Returns the view as it is now. */
export async function createView(act: Act, body: Creation): Promise<ViewRow> {
  const { platform, caller, viewer } = act
  if (body.shared !== 'personal' && !caller.holds(SHARE_VIEWS)) throw new Fault(viewCodes.may_not_share)
  const at = platform.clock.now()
  const row: ViewRow = { ...body, id: uuidv7(), ownerId: viewer.personId, version: 1, updatedAt: at, deletedAt: null }
  return platform.work.run(async (tx) => {
    if ((await countViews(tx, viewer.personId, row.kind)) >= VIEWS_MAX) throw new Fault(viewCodes.too_many)
    await insertView(tx, row)
    await tell(act, tx, { event: viewCreated, row, at })
    return row
  })
}

export function changeView(act: Act, target: Target, body: Change): Promise<ViewRow> {
  return onView(act, target, async ({ tx, at, row }) => {
    if (row.deletedAt !== null) throw new Fault(common.not_found)
    const asked = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Partial<ViewRow>
    const fields = Object.keys(asked).filter(
      (field) => JSON.stringify(asked[field as keyof ViewRow]) !== JSON.stringify(row[field as keyof ViewRow]),
    )
    if (fields.length === 0) return row
    const next = { ...row, ...asked, role: asked.shared === undefined ? row.role : (asked.role ?? null), updatedAt: at }
    expectMay(act, row, next)
    await updateView(tx, next)
    await tell(act, tx, { event: viewChanged, row: next, at, particulars: { fields } })
    return { ...next, version: next.version + 1 }
  })
}

export function setViewDeleted(act: Act, target: Target, deleted: boolean): Promise<ViewRow> {
  return onView(act, target, async ({ tx, at, row }) => {
    expectMay(act, row, null)
    if ((row.deletedAt !== null) === deleted) return row
    const next = { ...row, deletedAt: deleted ? at : null, updatedAt: at }
    await updateView(tx, next)
    await tell(act, tx, { event: deleted ? viewDeleted : viewRestored, row, at })
    return { ...next, version: next.version + 1 }
  })
}

/** Somebody else keeps a shared view from now on. Throws `common.version_mismatch` when `fromId` does not keep it. */
export function giveView(act: Act, id: string, { fromId, toId }: { readonly fromId: string; readonly toId: string }): Promise<void> {
  const at = act.platform.clock.now()
  return act.platform.work.run(async (tx) => {
    const row = await lockView(tx, id)
    if (row === undefined || row.deletedAt !== null || row.shared === 'personal') throw new Fault(common.not_found)
    if (judgeChange(row, null, act.viewer).reason === 'not_shown') throw new Fault(common.not_found)
    expectMay(act, row, row)
    if (row.ownerId !== fromId) throw new Fault(common.version_mismatch)
    if (!(await activePeople(tx, [toId])).has(toId)) {
      throw new Fault(common.invalid_request, { fields: [{ field: 'body.toId', message: 'is nobody who is active here' }] })
    }
    if ((await countViews(tx, toId, row.kind)) >= VIEWS_MAX) throw new Fault(viewCodes.too_many)
    await updateOwner(tx, { id, ownerId: toId, at })
    await tell(act, tx, { event: viewGiven, row, at, particulars: { ownerId: toId, beforeId: fromId } })
  })
}

interface Held {
  readonly tx: Tx
  readonly at: Instant
  readonly row: ViewRow
}

function onView(act: Act, target: Target, body: (held: Held) => Promise<ViewRow>): Promise<ViewRow> {
  const at = act.platform.clock.now()
  return act.platform.work.run(async (tx) => {
    const row = await lockView(tx, target.id)
    if (row === undefined || judgeChange(row, null, act.viewer).reason === 'not_shown') throw new Fault(common.not_found)
    if (target.ifMatch !== row.version) throw new Fault(common.version_mismatch)
    return body({ tx, at, row })
  })
}

function expectMay({ viewer }: Act, row: Shared, next: Shared | null): void {
  const { allowed, reason } = judgeChange(row, next, viewer)
  if (!allowed) throw new Fault(reason === 'may_not_share' ? viewCodes.may_not_share : viewCodes.not_yours)
}

async function tell(
  { platform, caller }: Act,
  tx: Tx,
  of: { readonly event: EventKind; readonly row: ViewRow; readonly at: Instant; readonly particulars?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { kind, shared, role, id } = of.row
  await platform.log.publish(tx, {
    event: of.event,
    actor: caller.ref,
    record: { kind: 'saved_view', id },
    scope: organisationScope,
    at: of.at,
    particulars: { kind, shared, role, ...of.particulars },
  })
}
