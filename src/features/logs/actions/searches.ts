/** Saving, changing, deleting and bringing back searches of log lines. */
import { uuidv7 } from 'uuidv7'
import { scopeOf } from '#core/catalog/public.ts'
import { requirePermission, signedIn } from '#core/identity/public.ts'
import { logSearchChanged, logSearchCreated, logSearchDeleted, logSearchRestored } from '#events/logs.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { EventKind, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { logsCodes } from '../contract/codes.ts'
import { WRITE_SEARCHES, type searchRoutes } from '../contract/searches.ts'
import { isShownTo, SEARCHES_MAX } from '../domain/saved-search.ts'
import { countSearches, insertSearch, lockSearch, updateSearch, type SearchRow } from '../store/searches.ts'

type Creation = HandledOf<(typeof searchRoutes)['createSearch']>['body']
type Change = HandledOf<(typeof searchRoutes)['changeSearch']>['body']

/** Who acts, on which platform. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

/** A search at the version that the caller has read. */
export interface Target {
  readonly id: string
  readonly ifMatch: number | null
}

/** Returns its UUID. */
export function createSearch(act: Act, applicationId: string, { name, search, isShared }: Creation): Promise<string> {
  const at = act.platform.clock.now()
  const { personId } = signedIn(act.caller)
  const ownerId = isShared ? null : personId
  const row: SearchRow = { id: uuidv7(), applicationId, ownerId, name, search, version: 1, updatedAt: at, deletedAt: null }
  return act.platform.work.run(async (tx) => {
    const scope = await claim(tx, act, row)
    await expectRoom(tx, row)
    await insertSearch(tx, row)
    await tell(act, tx, { event: logSearchCreated, row, scope, at })
    return row.id
  })
}

export function changeSearch(act: Act, target: Target, body: Change): Promise<void> {
  return onSearch(act, target, async ({ tx, at, row, scope }) => {
    if (row.deletedAt !== null) throw new Fault(common.not_found)
    const isShared = body.isShared ?? row.ownerId === null
    const next: SearchRow = {
      ...row,
      name: body.name ?? row.name,
      search: body.search ?? row.search,
      ownerId: isShared ? null : (row.ownerId ?? signedIn(act.caller).personId),
      updatedAt: at,
    }
    const fields = [
      ...(next.name === row.name ? [] : ['name']),
      ...(JSON.stringify(next.search) === JSON.stringify(row.search) ? [] : ['search']),
      ...(next.ownerId === row.ownerId ? [] : ['shared']),
    ]
    if (fields.length === 0) return
    if (next.ownerId !== row.ownerId) await expectRoom(tx, next)
    await updateSearch(tx, next)
    await tell(act, tx, { event: logSearchChanged, row: next, scope, at, more: { fields } })
  })
}

/** Deleting what is deleted, and bringing back what is there, changes nothing. */
export function setSearchDeleted(act: Act, target: Target, deleted: boolean): Promise<void> {
  return onSearch(act, target, async ({ tx, at, row, scope }) => {
    if ((row.deletedAt !== null) === deleted) return
    if (!deleted) await expectRoom(tx, row)
    await updateSearch(tx, { ...row, updatedAt: at, deletedAt: deleted ? at : null })
    await tell(act, tx, { event: deleted ? logSearchDeleted : logSearchRestored, row, scope, at })
  })
}

/** Throws `common.not_found` for an application out of reach. */
async function claim(tx: Tx, { caller }: Act, { applicationId }: Pick<SearchRow, 'applicationId'>): Promise<Scope> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) throw new Fault(common.not_found)
  const internal: Scope = { ...scope, audience: 'internal' }
  requirePermission(caller, WRITE_SEARCHES, internal)
  return internal
}

async function expectRoom(tx: Tx, row: SearchRow): Promise<void> {
  if ((await countSearches(tx, row)) >= SEARCHES_MAX) throw new Fault(logsCodes.too_many_searches)
}

interface Held {
  readonly tx: Tx
  readonly at: Instant
  readonly row: SearchRow
  readonly scope: Scope
}

function onSearch(act: Act, { id, ifMatch }: Target, body: (held: Held) => Promise<void>): Promise<void> {
  const at = act.platform.clock.now()
  return act.platform.work.run(async (tx) => {
    const row = await lockSearch(tx, id)
    if (row === undefined || !isShownTo(row, signedIn(act.caller).personId)) throw new Fault(common.not_found)
    const scope = await claim(tx, act, row)
    if (ifMatch !== row.version) throw new Fault(common.version_mismatch)
    await body({ tx, at, row, scope })
  })
}

interface Told {
  readonly event: EventKind
  readonly row: SearchRow
  readonly scope: Scope
  readonly at: Instant
  readonly more?: Readonly<Record<string, unknown>>
}

async function tell({ platform, caller }: Act, tx: Tx, { event, row, scope, at, more }: Told): Promise<void> {
  await platform.log.publish(tx, {
    event,
    actor: caller.ref,
    record: { kind: 'log_search', id: row.id },
    scope,
    at,
    particulars: { applicationId: row.applicationId, isShared: row.ownerId === null, ...more },
  })
}
