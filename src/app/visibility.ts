/** Who may know that something happened, for the live stream: it tells only kind, record and actor, never particulars. */
import type { SealedEvent } from '#kit/event.ts'
import type { Thing } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'

/** Things of the organisation itself; every other kind is a record or a thing of the catalog. */
const permissionOf: Partial<Readonly<Record<Thing, string>>> = {
  organisation: 'records.timeline.read',
  person: 'identity.people.read',
  invitation: 'identity.people.read',
  role_grant: 'identity.people.read',
  session: 'operation.audit.read',
  contact: 'contacts.contacts.read',
  api_key: 'operation.audit.read',
  verification: 'operation.audit.read',
  job: 'operation.jobs.read',
}

/** Whether the caller may be told of this event. Everybody is told what happens to their own account. */
export function seesEvent(caller: Caller, { record, scope }: SealedEvent): boolean {
  if (record.kind === 'person' && record.id === caller.ref.id) return true
  return caller.may(permissionOf[record.kind] ?? 'records.timeline.read', scope)
}
