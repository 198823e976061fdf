/** What is held about a contact, for whoever asks what we know of them, and its end. */
import { instant, toIso } from '#kit/time.ts'
import { contactErased } from '#events/contacts.ts'
import type { Platform } from '#platform/platform.ts'
import type { Erased, ErasureAct, PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { tell } from './act.ts'
import { findContact } from '../store/contacts.ts'
import { eraseContacts, ERASED_NAME, findHeldSessions, findKnown, listEmails, listFormerNames } from '../store/erasure.ts'

/** Addresses read at once: some kilobytes. */
const EMAILS_PER_PAGE = 1_000

export function contactsPersonal(platform: Pick<Platform, 'log'>): PersonalData {
  return { identify, emails, export: held, erase: (subject, tx, act) => erase(platform, subject, tx, act) }
}

async function identify({ contactIds, emails: known }: Subject, tx: Tx): Promise<Partial<Subject>> {
  const contacts = await findKnown(tx, { ids: contactIds, emails: known })
  return {
    contactIds: contacts.map(({ id }) => id),
    emails: contacts.flatMap((contact) => contact.emails),
    // Today's come first: whoever has no address is confirmed by it.
    names: [...contacts.map(({ name }) => name).filter((name) => name !== ERASED_NAME), ...contacts.flatMap((one) => one.formerNames)],
  }
}

async function* emails(tx: Tx): AsyncIterable<string> {
  for (let after = ''; ;) {
    const page = await listEmails(tx, { after, limit: EMAILS_PER_PAGE })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < EMAILS_PER_PAGE) return
    after = last
  }
}

async function* held({ contactIds }: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (const id of contactIds) {
    const contact = await findContact(tx, id)
    if (!contact) continue
    const { clientId, applicationId, name, position, locale, phones, state, createdAt, updatedAt } = contact
    const formerNames = await listFormerNames(tx, id)
    const data = { id, clientId, applicationId, name, formerNames, position, locale, emails: contact.emails, phones, state }
    yield { kind: 'contacts', data: { ...data, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) } }
  }
  for (const { createdAt, lastSeenAt, ...session } of await findHeldSessions(tx, contactIds)) {
    const times = { createdAt: toIso(instant(createdAt)), lastSeenAt: toIso(instant(lastSeenAt)) }
    yield { kind: 'sessions', data: { ...session, ...times } }
  }
}

async function erase(platform: Pick<Platform, 'log'>, { contactIds }: Subject, tx: Tx, { actor, at }: ErasureAct): Promise<Erased> {
  const { erasedIds, formerNames, ...counts } = await eraseContacts(tx, contactIds)
  for (const id of erasedIds) {
    const contact = await findContact(tx, id)
    if (contact) await tell(platform, { tx, at }, contactErased, { contact, actor, particulars: {} })
  }
  return { counts: { ...counts, former_names: formerNames } }
}
