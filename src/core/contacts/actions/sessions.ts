/** Ending sessions of contacts: by themselves, by the team, by what happens to them. */
import { ContactCaller, requirePermission } from '#core/identity/public.ts'
import { contactSessionsEnded } from '#events/contacts.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { contactsCodes } from '../contract/codes.ts'
import { WRITE_CONTACTS } from '../domain/permissions.ts'
import { contactScope } from '../domain/scope.ts'
import { findContact, type ContactRow } from '../store/contacts.ts'
import { deleteLinks, deleteSession, deleteSessions } from '../store/sessions.ts'
import { tell, type Act, type Needs, type Writing } from './act.ts'

/** The caller of a route for contacts. Throws `contacts.for_contacts` for people with an account. */
export function requireContact(caller: Caller | null): ContactCaller {
  if (caller === null) throw new Fault(common.unauthenticated)
  if (!(caller instanceof ContactCaller)) throw new Fault(contactsCodes.for_contacts)
  return caller
}

/** Ends every session of the contact and every link that was sent, in the caller's transaction. */
export async function endSessions(act: Act, to: Writing, contact: ContactRow, why: 'revoked' | 'deactivated' | 'merged'): Promise<void> {
  await deleteLinks(to.tx, contact.id)
  const count = await deleteSessions(to.tx, contact.id)
  if (count > 0) await tell(act.platform, to, contactSessionsEnded, { contact, actor: act.caller.ref, particulars: { count, why } })
}

export async function signOutContact(act: Act, contactId: string): Promise<void> {
  const at = act.platform.clock.now()
  await act.platform.work.run(async (tx) => {
    const row = await findContact(tx, contactId)
    if (!row) throw new Fault(common.not_found)
    requirePermission(act.caller, WRITE_CONTACTS, contactScope(row))
    await endSessions(act, { tx, at }, row, 'revoked')
  })
}

/** Ends one of the contact's own sessions; anybody else's looks like none. */
export async function endOwnSession(platform: Needs, caller: ContactCaller, sessionId: string): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const contact = await findContact(tx, caller.contactId)
    if (!contact || !(await deleteSession(tx, contact.id, sessionId))) throw new Fault(common.not_found)
    const why = sessionId === caller.sessionId ? 'signed_out' : 'revoked'
    await tell(platform, { tx, at }, contactSessionsEnded, { contact, actor: caller.ref, particulars: { count: 1, why } })
  })
}
