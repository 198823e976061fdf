/** Where a task belongs: where its record is, or the application or client that is named. */
import { scopeOf } from '#core/catalog/public.ts'
import { activePeople, peopleWhoMay, requirePermission } from '#core/identity/public.ts'
import { recordKindsOf, scopeOfRecord } from '#core/records/public.ts'
import type { RecordRef, Scope } from '#kit/event.ts'
import { Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { taskCodes } from '../contract/codes.ts'
import { READ_TASKS, WRITE_TASKS } from '../domain/permissions.ts'

/** What every action of tasks needs: who acts, on which platform. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log' | 'due'>
  readonly caller: Caller
}

export interface Place {
  readonly clientId: string | null
  readonly applicationId: string | null
}

/** The place of a task, and who sees it there. */
export interface Placed extends Place {
  /** The record that it belongs to is restricted, and so is the task. */
  readonly isRestricted: boolean
}

/** The place of the record. Throws `common.not_found` when the caller may not see the record, or may not write tasks there. */
export async function placeOfRecord(tx: Tx, { platform, caller }: Act, record: RecordRef): Promise<Placed> {
  const row = await recordKindsOf(platform).require(tx, caller, { record, permission: WRITE_TASKS })
  requirePermission(caller, WRITE_TASKS, scopeOfRecord(row, 'internal'))
  return { clientId: row.clientId, applicationId: row.applicationId, isRestricted: row.audience === 'restricted' }
}

/** The place that was asked for, with the client of its application. Throws `tasks.unknown_place`, or `common.not_found` out of reach. */
export async function placeAsked(tx: Tx, { caller }: Act, { clientId, applicationId }: Place): Promise<Placed> {
  const thing =
    applicationId === null ? clientId && { kind: 'client' as const, id: clientId } : { kind: 'application' as const, id: applicationId }
  if (!thing) {
    requirePermission(caller, WRITE_TASKS, teamScope({ clientId: null, applicationId: null }))
    return { clientId: null, applicationId: null, isRestricted: false }
  }
  const scope = await scopeOf(tx, thing)
  if (scope === undefined || (applicationId !== null && clientId !== null && scope.clientId !== clientId))
    throw new Fault(taskCodes.unknown_place)
  requirePermission(caller, WRITE_TASKS, teamScope(scope))
  return { clientId: scope.clientId, applicationId: scope.applicationId, isRestricted: false }
}

/** Throws `tasks.unknown_assignee` for who is not active, and for who may not see a task of that scope. */
export async function expectAssignee(tx: Tx, assigneeId: string | null, scope: Scope): Promise<void> {
  if (assigneeId === null) return
  const [reader] = await peopleWhoMay(tx, { permissions: [READ_TASKS], scope, ids: [assigneeId], limit: 1 })
  if (reader) return
  const isActive = (await activePeople(tx, [assigneeId])).has(assigneeId)
  const message = isActive ? 'must be somebody whose roles let them see this task' : 'must be somebody who is active'
  throw new Fault(taskCodes.unknown_assignee, { detail: `The assignee ${message}.`, fields: [{ field: 'body.assigneeId', message }] })
}

/** Tasks are the team's own wherever they are, unless they belong to something restricted. */
export function teamScope({ clientId, applicationId }: Place): Scope {
  return { clientId, applicationId, audience: 'internal' }
}
