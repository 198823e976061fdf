/** One-time links by e-mail: asking for one, and coming in by it. */
import { setTimeout as wait } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { findOrganisation, hashToken, newToken, type Browser } from '#core/identity/public.ts'
import { contactLinkSent, contactSignedIn } from '#events/contacts.ts'
import { Fault, invariant } from '#kit/fault.ts'
import { later, SECOND_MS } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { contactsCodes } from '../contract/codes.ts'
import { linkPath } from '../contract/own.ts'
import { linkMail } from '../domain/link-mail.ts'
import { CONTACTS_PER_ADDRESS_MAX, judgeLinkRequest, LINK_LIFETIME_MS, SESSION_LIFETIME_MS, SESSIONS_MAX } from '../domain/links.ts'
import { findContact, lockAddressees, type Addressee } from '../store/contacts.ts'
import { deleteLinks, deleteOldestSessions, insertLink, insertSession, takeLink } from '../store/sessions.ts'
import { tell, type Needs, type Writing } from './act.ts'

/** No answer comes sooner: sending takes some milliseconds that knowing nobody does not, and those could be measured. */
const ANSWER_AFTER_MS = 300
/** Browsers send about 150 characters; whoever sends more is cut. */
const USER_AGENT_LENGTH_MAX = 500

/** Sends a link to every active contact with this address. Whoever asks learns nothing from the answer or its time. */
export async function requestLink(platform: Needs, email: string): Promise<void> {
  const answer = wait(ANSWER_AFTER_MS)
  const at = platform.clock.now()
  const address = email.toLowerCase()
  await platform.work.run(async (tx) => {
    const found = await lockAddressees(tx, { email: address, now: at, limit: CONTACTS_PER_ADDRESS_MAX })
    for (const contact of found) if (judgeLinkRequest(contact).sends) await sendLink(platform, { tx, at }, contact, address)
  })
  await answer
}

async function sendLink(platform: Needs, to: Writing, { id, name, locale }: Addressee, address: string): Promise<void> {
  const token = newToken()
  await insertLink(to.tx, { tokenHash: hashToken(token), contactId: id, at: to.at, expiresAt: later(to.at, LINK_LIFETIME_MS) })
  const organisation = await organisationName(to.tx)
  const link = `${platform.config.publicUrl}${linkPath}#${token}`
  const contact = await findContact(to.tx, id)
  invariant(contact, 'a contact that is locked is there')
  await platform.mail.queue(to.tx, {
    to: { address, name },
    ...linkMail({ name, organisation, locale, link }),
    nature: 'program',
    confidential: true,
    about: { kind: 'contact', id },
    why: 'Somebody asked for a link with this address.',
    idempotencyKey: `contact link ${uuidv7()}`,
  })
  await tell(platform, to, contactLinkSent, { contact, actor: { kind: 'nobody', id: '' }, particulars: {} })
}

async function organisationName(tx: Tx): Promise<string> {
  return (await findOrganisation(tx))?.name ?? 'Pitcrew'
}

/** What the handler turns into the cookie and the answer. */
export interface OpenedContactSession {
  readonly contactId: string
  readonly sessionId: string
  /** For the cookie; kept nowhere. */
  readonly token: string
  readonly maxAgeSeconds: number
}

/** Comes in by a link, once. Throws `contacts.link_spent` for one that was used, has expired or never was. */
export async function openLink(platform: Needs, { token, browser }: { token: string; browser: Browser }): Promise<OpenedContactSession> {
  const at = platform.clock.now()
  const opened = await platform.work.run(async (tx) => {
    const contactId = await takeLink(tx, hashToken(token), at)
    return contactId === undefined ? undefined : openSession(platform, { tx, at }, contactId, browser)
  })
  if (!opened) throw new Fault(contactsCodes.link_spent)
  return opened
}

async function openSession(platform: Needs, to: Writing, contactId: string, browser: Browser): Promise<OpenedContactSession> {
  const [sessionId, token] = [uuidv7(), newToken()]
  await deleteLinks(to.tx, contactId)
  await insertSession(to.tx, {
    id: sessionId,
    contactId,
    tokenHash: hashToken(token),
    at: to.at,
    expiresAt: later(to.at, SESSION_LIFETIME_MS),
    address: browser.address,
    userAgent: browser.userAgent.slice(0, USER_AGENT_LENGTH_MAX),
  })
  await deleteOldestSessions(to.tx, contactId, SESSIONS_MAX)
  const contact = await findContact(to.tx, contactId)
  invariant(contact, 'a link leads to a contact')
  await tell(platform, to, contactSignedIn, { contact, actor: { kind: 'contact', id: contactId }, particulars: { sessionId } })
  return { contactId, sessionId, token, maxAgeSeconds: SESSION_LIFETIME_MS / SECOND_MS }
}
