/** What the parts above may ask contacts. */
import type { Scope } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import { contactScope } from './domain/scope.ts'
import { findContact } from './store/contacts.ts'

/** Where a contact belongs, whatever its state; undefined when there is none. */
export async function contactScopeOf(tx: Tx, id: string): Promise<Scope | undefined> {
  const row = await findContact(tx, id)
  return row && contactScope(row)
}
