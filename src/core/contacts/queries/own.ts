/** What a contact may know of themselves. */
import { findOrganisation } from '#core/identity/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import type { ownRoutes } from '../contract/own.ts'
import { findContact } from '../store/contacts.ts'
import { sessionsOf } from './contacts.ts'

export function readOwn(
  platform: Pick<Platform, 'work' | 'clock'>,
  { contactId, sessionId }: { readonly contactId: string; readonly sessionId: string },
): Promise<ReplyOf<(typeof ownRoutes)['readOwn']>> {
  return platform.work.read(async (tx) => {
    const contact = await findContact(tx, contactId)
    if (!contact) throw new Fault(common.not_found)
    const organisation = (await findOrganisation(tx))?.name ?? 'Pitcrew'
    const sessions = await sessionsOf(tx, platform, { contactId, currentId: sessionId })
    return { id: contact.id, name: contact.name, locale: contact.locale, organisation, sessions }
  })
}
