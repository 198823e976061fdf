/** Letting databases be watched, changing how, and no longer. */
import { uuidv7 } from 'uuidv7'
import { databaseAdded, databaseChanged, databaseRemoved } from '#events/databases.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { environmentsOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { claimPlace, type Place } from '../access/place.ts'
import { sealPassword } from '../access/sealed.ts'
import { databasesCodes } from '../contract/codes.ts'
import type { databasesContract } from '../contract/contract.ts'
import { APPROVE_PRIVATE, READ_DATABASES, WRITE_DATABASES } from '../domain/permissions.ts'
import { keepsPassword, needsApproval } from '../domain/target.ts'
import { DATABASES_PER_APPLICATION_MAX } from '../domain/words.ts'
import {
  deleteWatched,
  insertWatched,
  listWatched,
  lockWatched,
  updateWatched,
  type WatchedRow,
  type WatchedWrite,
} from '../store/watched.ts'

export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log' | 'secrets'>
  readonly caller: Caller
}

type Creation = HandledOf<(typeof databasesContract)['createDatabase']>['body']
type Change = HandledOf<(typeof databasesContract)['changeDatabase']>['body']

/** Returns the UUID. */
export function createDatabase({ platform, caller }: Act, { password, ...body }: Creation): Promise<string> {
  const at = platform.clock.now()
  const id = uuidv7()
  return platform.work.run(async (tx) => {
    const place = await claimPlace(tx, caller, { environmentId: body.environmentId, permission: WRITE_DATABASES })
    if (!place.isActive) throw new Fault(databasesCodes.archived)
    if (needsApproval(null, body)) requirePermission(caller, APPROVE_PRIVATE, place.scope)
    await expectRoom(tx, place)
    const row = { ...body, id, sealedPassword: sealPassword(platform, id, password) }
    if (!(await insertWatched(tx, row, at))) throw new Fault(databasesCodes.name_taken)
    const particulars = { databaseId: id, name: row.name, kind: row.kind }
    await platform.log.publish(tx, { event: databaseAdded, ...about(body.environmentId, place.scope), actor: caller.ref, at, particulars })
    return id
  })
}

async function expectRoom(tx: Tx, { applicationId }: Place): Promise<void> {
  const environmentIds = (await environmentsOf(tx, applicationId)).map((environment) => environment.id)
  const rows = await listWatched(tx, { environmentIds, limit: DATABASES_PER_APPLICATION_MAX })
  if (rows.length === DATABASES_PER_APPLICATION_MAX) throw new Fault(databasesCodes.too_many)
}

export interface Target {
  readonly id: string
  readonly ifMatch: number | null
}

/** Throws `common.version_mismatch` when somebody else was faster. */
export function changeDatabase({ platform, caller }: Act, target: Target, { password, ...body }: Change): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { row, place } = await claimDatabase(tx, caller, target.id)
    if (row.version !== target.ifMatch) throw new Fault(common.version_mismatch)
    const next: WatchedRow = { ...row, ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) }
    if (needsApproval(row, next)) requirePermission(caller, APPROVE_PRIVATE, place.scope)
    if (password === undefined && !keepsPassword(row, next))
      throw new Fault(databasesCodes.password_needed, {
        fields: [{ field: 'body.password', message: 'must be given again for another address' }],
      })
    const fields = changedFields(row, next, password)
    if (fields.length === 0) return
    const sealedPassword = password === undefined ? row.sealedPassword : sealPassword(platform, row.id, password)
    if (!(await updateWatched(tx, { ...next, sealedPassword }, at))) throw new Fault(databasesCodes.name_taken)
    const particulars = { databaseId: row.id, name: next.name, fields }
    await platform.log.publish(tx, { event: databaseChanged, ...about(row.environmentId, place.scope), actor: caller.ref, at, particulars })
  })
}

const FIELDS = [
  'name',
  'host',
  'port',
  'databaseName',
  'username',
  'tls',
  'tlsAuthority',
  'privateAllowed',
  'intervalSeconds',
] as const satisfies readonly (keyof WatchedWrite)[]

function changedFields(before: WatchedRow, now: WatchedRow, password: string | undefined): string[] {
  const fields: string[] = FIELDS.filter((field) => before[field] !== now[field])
  return password === undefined ? fields : [...fields, 'password']
}

export function deleteDatabase({ platform, caller }: Act, id: string): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { row, place } = await claimDatabase(tx, caller, id)
    await deleteWatched(tx, id)
    const particulars = { databaseId: id, name: row.name }
    await platform.log.publish(tx, { event: databaseRemoved, ...about(row.environmentId, place.scope), actor: caller.ref, at, particulars })
  })
}

/** For a write: whoever may only see it is told so, and for strangers it is not there. */
async function claimDatabase(tx: Tx, caller: Caller, id: string): Promise<{ readonly row: WatchedRow; readonly place: Place }> {
  const row = await lockWatched(tx, id)
  if (!row) throw new Fault(common.not_found)
  const place = await claimPlace(tx, caller, { environmentId: row.environmentId, permission: READ_DATABASES })
  if (!caller.may(WRITE_DATABASES, place.scope)) throw new Fault(common.forbidden)
  return { row, place }
}

/** Events about databases stand in the timeline of their environment. */
export function about(environmentId: string, scope: Scope) {
  return { record: { kind: 'environment' as const, id: environmentId }, scope }
}
