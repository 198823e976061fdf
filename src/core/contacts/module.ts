/** What contacts contribute to the server. */
import { accessOf } from '#core/identity/public.ts'
import { contactEvents } from '#events/contacts.ts'
import { MINUTE_MS } from '#kit/time.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { contactVisitors } from './access/contact-access.ts'
import { contactsPersonal } from './actions/erasure.ts'
import { sweepContacts } from './actions/sweep.ts'
import { contactsCodes } from './contract/codes.ts'
import { contactsContract } from './contract/contract.ts'
import { READ_CONTACTS, WRITE_CONTACTS } from './domain/permissions.ts'
import { contactHandlers, ownHandlers } from './http/handlers.ts'

/** Rows that no longer hold harm nobody; they only take room. */
const SWEEP_EVERY_MS = 10 * MINUTE_MS

export const contactsModule: ModuleFactory = (platform) => {
  accessOf(platform).also(contactVisitors(platform))
  return {
    name: 'contacts',
    codes: [contactsCodes],
    events: contactEvents,
    permissions: [
      { name: READ_CONTACTS, allows: 'See contacts of clients and end users of applications, with their addresses.' },
      { name: WRITE_CONTACTS, allows: 'Add, change, merge and deactivate contacts, and sign them out.' },
    ],
    contract: contactsContract,
    handlers: { ...contactHandlers(platform), ...ownHandlers(platform) },
    personal: contactsPersonal(platform),
    routines: [{ name: 'contacts.sweep', everyMs: SWEEP_EVERY_MS, on: 'worker_nodes', run: () => sweepContacts(platform) }],
  }
}
