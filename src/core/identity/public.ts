/** What the parts above, the composition and the command line may ask identity. */
import type { Needs } from './access/needs.ts'
import type { Tx } from '#platform/work.ts'
import { common, Fault } from '#kit/fault.ts'
import { makeApiKey, type MadeKey, type NewKey } from './actions/api-keys.ts'
import { makeResetLink, type OneTimeLink } from './actions/passwords.ts'
import { holds } from './domain/permit.ts'
import type { PersonState } from './domain/changes.ts'
import { namedPermissions } from './domain/roles.ts'
import { PersonCaller } from './access/caller.ts'
import { findApiKeyNames } from './store/api-keys.ts'
import { listAdmissionsOf } from './store/admissions.ts'
import { listActiveOwners, listGrants } from './store/grants.ts'
import { findAddresses, findByAddresses } from './store/addresses.ts'
import { findPerson, findPersonByEmail } from './store/people.ts'
import { findSummaries } from './store/people-list.ts'

export { accessOf, type Access, type Affects, type Visitors } from './access/access.ts'
export { foundOrganisation, type Founding } from './actions/organisation.ts'
export { hashPassword } from './actions/hashing.ts'
export type { Browser } from './actions/browser.ts'
export type { OpenedSession } from './actions/open-session.ts'
export { requireGoodPassword } from './actions/passwords.ts'
export { hashToken, newToken } from './access/tokens.ts'
export { admit, dismiss, endAdmissions } from './actions/admissions.ts'
export { admittedPeople } from './store/admissions.ts'
export { anyCaller, PersonCaller, reachOf, recordAreasOf, requirePermission, signedIn } from './access/caller.ts'
export { ContactCaller } from './access/contact-caller.ts'
export { EVERY_AUDIENCE, organisationScope } from './domain/permit.ts'
export type { Area, Grant, Permit, PermitReason, Reach, Rights } from './domain/permit.ts'
export type { Role } from './domain/roles.ts'
export { welcome } from './http/welcome.ts'
export { seenPerson } from './queries/people.ts'
export { peopleWhoMay, type WhoMay } from './queries/who-may.ts'
export type { Needs as IdentityNeeds } from './access/needs.ts'
export { openPersonKeys } from './access/person-keys.ts'
export { endingInvitations } from './store/invitations.ts'
export { findOrganisation } from './store/organisation.ts'

/** A person as shown beside what they own or did. */
export interface PersonSummary {
  /** UUID */
  readonly id: string
  readonly name: string
  readonly state: PersonState
}

/** By UUID; ids of nobody are left out. Any number of ids that one page shows. */
export async function peopleByIds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, PersonSummary>> {
  if (ids.length === 0) return new Map()
  const summaries = await findSummaries(tx, [...new Set(ids)])
  return new Map(summaries.map((summary) => [summary.id, summary]))
}

/** An API key as shown beside what it did. */
export interface ApiKeySummary {
  readonly name: string
  /** Of the person whose rights it carries. */
  readonly ownerName: string
}

/** By UUID, of revoked keys too; ids of none are left out. Any number of ids that one page shows. */
export async function apiKeysByIds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ApiKeySummary>> {
  if (ids.length === 0) return new Map()
  const names = await findApiKeyNames(tx, [...new Set(ids)])
  return new Map(names.map(({ id, ...summary }) => [id, summary]))
}

/** Those of the UUIDs whose people are active: who can own something or be given work. */
export async function activePeople(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const people = await peopleByIds(tx, ids)
  return new Set([...people.values()].filter((person) => person.state === 'active').map((person) => person.id))
}

/** E-mail addresses by UUID; ids of nobody are left out. For files that name people as people write them. */
export async function addressesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return ids.length === 0 ? new Map() : findAddresses(tx, ids)
}

/** UUIDs by e-mail address in small letters; addresses of nobody are left out. */
export async function peopleByAddress(tx: Tx, addresses: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return addresses.length === 0 ? new Map() : findByAddresses(tx, addresses)
}

/** An active person to whom something is sent, with what they may see. */
export interface Recipient {
  /** UUID */
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: string
  /** IANA name */
  readonly zone: string
  readonly caller: PersonCaller
}

/** Those of the UUIDs whose people are active; a handful, as many as one event concerns. */
export async function recipients(tx: Tx, ids: readonly string[]): Promise<readonly Recipient[]> {
  const found: Recipient[] = []
  for (const id of new Set(ids)) {
    const person = await findPerson(tx, id)
    if (person?.state !== 'active') continue
    const rights = { grants: await listGrants(tx, id), scopes: null, admitted: await listAdmissionsOf(tx, id) }
    const { name, email, locale, zone } = person
    found.push({ id, name, email, locale, zone, caller: new PersonCaller({ personId: id, sessionId: null, apiKeyId: null, rights }) })
  }
  return found
}

/** The owner of longest standing, as a caller without a session: in whose name the command line adds sample data. */
export function firstOwner({ work }: Needs): Promise<PersonCaller | undefined> {
  return work.read(async (tx) => {
    const [personId] = (await listActiveOwners(tx)).toSorted()
    if (personId === undefined) return undefined
    return new PersonCaller({ personId, sessionId: null, apiKeyId: null, rights: { grants: await listGrants(tx, personId), scopes: null } })
  })
}

const commandLine = { kind: 'system', id: 'command line' } as const

/** `pitcrew user reset EMAIL`: a one-time link for a new password. Throws `common.not_found` for an unknown address. */
export async function makeResetLinkFor(platform: Needs, email: string): Promise<OneTimeLink> {
  const personId = await personIdOf(platform, email)
  return makeResetLink(platform, commandLine, personId)
}

/** `pitcrew api-key`: a key with part of that person's rights; `scopes` null gives it every permission that the person holds. */
export async function makeApiKeyFor(
  platform: Needs,
  email: string,
  { scopes, ...key }: Omit<NewKey, 'scopes'> & { readonly scopes: readonly string[] | null },
): Promise<MadeKey> {
  const personId = await personIdOf(platform, email)
  const grants = await platform.work.read((tx) => listGrants(tx, personId))
  const rights = { grants, scopes: null }
  const held = namedPermissions.filter((name) => holds(rights, name))
  return makeApiKey(platform, { actor: commandLine, personId, rights, key: { ...key, scopes: scopes ?? held } })
}

async function personIdOf({ work }: Needs, email: string): Promise<string> {
  const person = await work.read((tx) => findPersonByEmail(tx, email))
  if (!person) throw new Fault(common.not_found, { detail: 'Nobody has this e-mail address.' })
  return person.id
}
