/** Inviting people and joining. */
import { uuidv7 } from 'uuidv7'
import { invitationRevoked, personInvited, personJoined } from '#events/identity.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import type { Tx } from '#platform/work.ts'
import { requirePermission, type PersonCaller } from '../access/caller.ts'
import { identityCodes } from '../contract/codes.ts'
import { linkPaths } from '../contract/contract.ts'
import { judgeInviting } from '../domain/changes.ts'
import { INVITATION_LIFETIME_MS } from '../domain/lifetimes.ts'
import { organisationScope, type Grant } from '../domain/permit.ts'
import { deleteGrants } from '../store/grants.ts'
import { closeInvitation, closeInvitationOf, findOpenInvitation, insertInvitation, type InvitationRow } from '../store/invitations.ts'
import { findOrganisation } from '../store/organisation.ts'
import { activatePerson, findPerson, findPersonByEmail, insertPerson, lockPerson, movePerson } from '../store/people.ts'
import { aboutPerson, themselves } from './about.ts'
import { mailAbout } from './account-mails.ts'
import { addGrant, requireGivable } from './grants.ts'
import { hashPassword } from './hashing.ts'
import type { Browser } from './browser.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { requireGoodPassword, type SentLink } from './passwords.ts'
import { hashToken, newToken } from '../access/tokens.ts'

export interface Invitation {
  readonly email: string
  readonly name: string | undefined
  readonly grants: readonly Grant[]
}

/**
 * Invites a new person, an invited one anew, or one who left; their roles are then exactly those named here. Returns the link,
 * which can not be read again; it goes to them by mail too where mail is set up.
 */
export async function invite(
  platform: Needs,
  caller: PersonCaller,
  invitation: Invitation,
): Promise<SentLink & { readonly invitation: InvitationRow }> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  invitation.grants.forEach((grant, index) => requireGivable(caller, grant, `body.grants.${index}`))
  const token = newToken()
  const expiresAt = later(platform.clock.now(), INVITATION_LIFETIME_MS)
  const link = `${platform.config.publicUrl}${linkPaths.invitation(token)}`
  return platform.work.run(async (tx) => {
    const personId = await invitedPerson(platform, tx, invitation)
    await writeInvitation(platform, tx, { caller, personId, invitation, token })
    const mailed = await mailInvitation(platform, tx, { caller, personId, link, until: expiresAt })
    const row = await findOpenInvitation(tx, hashToken(token))
    invariant(row, 'an invitation just written is open')
    return { invitation: row, link, expiresAt, mailed }
  })
}

/** In the language of whoever invites: which one the invited person reads is not known yet. */
async function mailInvitation(
  platform: Needs,
  tx: Tx,
  of: { caller: PersonCaller; personId: string; link: string; until: Instant },
): Promise<boolean> {
  const person = await findPerson(tx, of.personId)
  const inviter = await findPerson(tx, of.caller.personId)
  invariant(person, 'people are never removed')
  const reader = { ...person, locale: inviter?.locale ?? person.locale }
  return mailAbout(platform, tx, reader, { mail: 'invitation', of: { inviter: inviter?.name ?? null, link: of.link, until: of.until } })
}

/** The person with this address in state `invited`, held until the transaction ends; made when there is none. */
async function invitedPerson(platform: Needs, tx: Tx, { email, name }: Invitation): Promise<string> {
  const organisation = await findOrganisation(tx)
  invariant(organisation, 'who can invite has set Pitcrew up')
  const fresh = { name: name ?? email, email, state: 'invited', passwordHash: null, locale: 'en', zone: organisation.zone } as const
  await insertPerson(tx, { ...fresh, id: uuidv7(), at: platform.clock.now() })
  const found = await findPersonByEmail(tx, email)
  const person = found && (await lockPerson(tx, found.id))
  invariant(person, 'people are never removed')
  if (!judgeInviting(person.state).allowed) throw new Fault(identityCodes.already_member)
  if (person.state === 'deactivated') await movePerson(tx, person.id, 'deactivated', 'invited')
  return person.id
}

async function writeInvitation(
  platform: Needs,
  tx: Tx,
  of: { caller: PersonCaller; personId: string; invitation: Invitation; token: string },
): Promise<void> {
  const { caller, personId, invitation, token } = of
  const at = platform.clock.now()
  const id = uuidv7()
  await closeInvitationOf(tx, personId, 'revoked')
  const expiresAt = later(at, INVITATION_LIFETIME_MS)
  await insertInvitation(tx, { id, personId, tokenHash: hashToken(token), invitedBy: caller.personId, at, expiresAt })
  const particulars = { invitationId: id, email: invitation.email, name: invitation.name ?? null }
  await platform.log.publish(tx, { event: personInvited, ...aboutPerson(personId, caller.ref, at), particulars })
  await deleteGrants(tx, personId)
  for (const [index, grant] of invitation.grants.entries()) {
    await addGrant(platform, tx, { caller, personId, grant, field: `body.grants.${index}` })
  }
}

/** The invited person turns into a deactivated one without roles; a new invitation brings them back. */
export async function revokeInvitation(platform: Needs, caller: PersonCaller, invitationId: string): Promise<void> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  await platform.work.run(async (tx) => {
    const personId = await closeInvitation(tx, invitationId, 'revoked')
    if (personId === undefined) throw new Fault(common.not_found)
    await movePerson(tx, personId, 'invited', 'deactivated')
    await deleteGrants(tx, personId)
    const about = aboutPerson(personId, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: invitationRevoked, ...about, particulars: { invitationId } })
  })
}

export interface Acceptance {
  readonly token: string
  readonly name: string
  readonly password: string
  readonly browser: Browser
}

/** Uses the link up, once however many accept at the same moment. A password that is refused leaves the link whole. */
export async function acceptInvitation(platform: Needs, acceptance: Acceptance): Promise<OpenedSession> {
  const { token, name, password, browser } = acceptance
  const { invitation, organisation } = await readOpenInvitation(platform, token)
  requireGoodPassword(password, { field: 'password', names: [invitation.email, name, organisation] })
  const passwordHash = await hashPassword(password)
  const { personId, email } = invitation
  return platform.work.run(async (tx) => {
    const closed = await closeInvitation(tx, invitation.id, 'accepted')
    if (closed === undefined || !(await activatePerson(tx, personId, { name, passwordHash }))) {
      throw new Fault(identityCodes.link_spent)
    }
    const about = aboutPerson(personId, themselves(personId), platform.clock.now())
    await platform.log.publish(tx, { event: personJoined, ...about, particulars: { by: 'invitation', email, name } })
    return openSession(platform, tx, { personId, method: 'invitation', secondFactor: null, browser })
  })
}

/** What a link offers, with the organisation's name. Throws `identity.link_spent` for one that no longer works. */
export async function readOpenInvitation(
  platform: Needs,
  token: string,
): Promise<{ readonly invitation: InvitationRow; readonly organisation: string }> {
  const { invitation, organisation } = await platform.work.read(async (tx) => ({
    invitation: await findOpenInvitation(tx, hashToken(token)),
    organisation: await findOrganisation(tx),
  }))
  if (!invitation || !organisation || platform.clock.now() >= invitation.expiresAt) throw new Fault(identityCodes.link_spent)
  return { invitation, organisation: organisation.name }
}
