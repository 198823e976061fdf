/** Writing to people about their own account, in the transaction of what is told. */
import { uuidv7 } from 'uuidv7'
import { invariant } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import type { PersonCaller } from '../access/caller.ts'
import type { Needs } from '../access/needs.ts'
import { writeAccountMail } from '../domain/account-mail/account-mail.ts'
import type { AccountMail, AccountMails, Place } from '../domain/account-mail/phrases.ts'
import { deviceName } from '../domain/device.ts'
import { findOrganisation } from '../store/organisation.ts'
import { findPerson, type PersonRow } from '../store/people.ts'
import type { Browser } from './browser.ts'

/** Where people look after their account, in the console. */
const SECURITY_PATH = '/profile/security'

export type Reader = Pick<PersonRow, 'id' | 'name' | 'email' | 'locale' | 'zone'>

/** False when no mail is set up: nothing waits until it is, because by then it would alarm nobody rightly. */
export async function mailAbout<K extends AccountMail>(
  platform: Needs,
  tx: Tx,
  to: Reader,
  about: { readonly mail: K; readonly of: AccountMails[K] },
): Promise<boolean> {
  const { mail, config } = platform
  if ((await mail.relay(tx)) === undefined) return false
  const organisation = (await findOrganisation(tx))?.name ?? 'Pitcrew'
  const securityUrl = `${config.publicUrl}${SECURITY_PATH}`
  const { why, ...written } = writeAccountMail(about.mail, about.of, { organisation, reader: to, securityUrl })
  await mail.queue(tx, {
    to: { address: to.email, name: to.name },
    ...written,
    nature: 'program',
    confidential: 'link' in about.of,
    about: { kind: 'person', id: to.id },
    personId: to.id,
    why,
    idempotencyKey: `account ${about.mail} ${uuidv7()}`,
  })
  return true
}

/** The same for somebody of whom only the UUID is at hand. */
export async function mailPerson<K extends AccountMail>(
  platform: Needs,
  tx: Tx,
  personId: string,
  about: { readonly mail: K; readonly of: AccountMails[K] },
): Promise<boolean> {
  const person = await findPerson(tx, personId)
  invariant(person, 'people are never removed')
  return mailAbout(platform, tx, person, about)
}

/** The caller's name; null for one who is nobody any more. */
export async function callerName(tx: Tx, caller: PersonCaller): Promise<string | null> {
  return (await findPerson(tx, caller.personId))?.name ?? null
}

export function placeOf({ address, userAgent }: Browser): Place {
  return { address, device: deviceName(userAgent) }
}
