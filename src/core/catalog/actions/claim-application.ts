/** Taking hold of the application to whose map something is added or linked. */
import { requirePermission } from '#core/identity/public.ts'
import { WRITE_APPLICATIONS } from '../domain/permissions.ts'
import { applicationScope } from '../domain/scope.ts'
import { lockApplication, type ApplicationRow } from '../store/applications.ts'
import { expectActive, found, type Act, type Writing } from './act.ts'

/**
 * Locks an active application that the caller may change. Whoever checks something across its map (circles, the number of
 * components) holds this lock, so that two changes cannot each be right alone and wrong together.
 */
export async function claimApplication(act: Act, to: Writing, id: string): Promise<ApplicationRow> {
  const row = found(await lockApplication(to.tx, id))
  requirePermission(act.caller, WRITE_APPLICATIONS, applicationScope(row.id, row.clientId))
  expectActive(row, row.name)
  return row
}
