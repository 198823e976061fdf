/** Choosing passwords: anew while signed in, or with the one-time link that an owner or the command line made. */
import { passwordChanged, passwordResetOffered } from '#events/identity.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import type { ActorRef } from '#kit/event.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { accessOf } from '../access/access.ts'
import { requirePermission, requireSession, type PersonCaller } from '../access/caller.ts'
import { identityCodes } from '../contract/codes.ts'
import { linkPaths } from '../contract/contract.ts'
import { PASSWORD_RESET_LIFETIME_MS } from '../domain/lifetimes.ts'
import { judgePassword, passwordWords } from '../domain/password.ts'
import { organisationScope } from '../domain/permit.ts'
import { deletePasswordReset, findPasswordReset, putPasswordReset, takePasswordReset } from '../store/invitations.ts'
import { findOrganisation } from '../store/organisation.ts'
import { findPerson, lockPerson, updatePassword } from '../store/people.ts'
import { deleteSessions } from '../store/sessions.ts'
import { aboutPerson, themselves } from './about.ts'
import { callerName, mailAbout, mailPerson } from './account-mails.ts'
import { beginAttempt, forgiveAccount, settleAttempt } from './attempts.ts'
import { fitsPassword, hashPassword } from './hashing.ts'
import type { Browser } from './browser.ts'
import { enter, requireOwnWay, type SignInOutcome } from './sign-in.ts'
import { hashToken, newToken } from '../access/tokens.ts'

/** Throws `identity.password_refused` with the reason on the field `body.<field>`. `names`: what an attacker would try first. */
export function requireGoodPassword(password: string, of: { field: string; names: readonly string[] }): void {
  const verdict = judgePassword(password, of.names)
  if (verdict.accepted) return
  const message = passwordWords[verdict.reason]
  throw new Fault(identityCodes.password_refused, {
    detail: `The password ${message}.`,
    fields: [{ field: `body.${of.field}`, message }],
  })
}

export interface PasswordChange {
  readonly current: string
  readonly next: string
  readonly browser: Browser
}

/** Asks for the present password, so that a browser left open gives nobody the account; guesses count like sign-ins. */
export async function changePassword(platform: Needs, caller: PersonCaller, change: PasswordChange): Promise<void> {
  const sessionId = requireSession(caller)
  const { person, organisation } = await platform.work.read(async (tx) => ({
    person: await findPerson(tx, caller.personId),
    organisation: await findOrganisation(tx),
  }))
  invariant(person, 'who has a session exists')
  if (person.passwordHash === null)
    throw new Fault(identityCodes.state_unfit, { detail: 'You sign in through the provider and have no password.' })
  requireGoodPassword(change.next, { field: 'next', names: [person.email, person.name, organisation?.name ?? ''] })
  const attempt = await beginAttempt(platform, { email: person.email, address: change.browser.address })
  if (!(await fitsPassword(person.passwordHash, change.current))) throw wrongPassword()
  await settleAttempt(platform, attempt)
  const passwordHash = await hashPassword(change.next)
  const formerHash = person.passwordHash
  await platform.work.run(async (tx) => {
    if (!(await updatePassword(tx, person.id, { formerHash, passwordHash }))) throw wrongPassword()
    await deleteSessions(tx, person.id, sessionId)
    await deletePasswordReset(tx, person.id)
    const about = aboutPerson(person.id, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: passwordChanged, ...about, particulars: { by: 'self' } })
    await mailAbout(platform, tx, person, { mail: 'password_changed', of: { by: 'self' } })
    accessOf(platform).changed(tx, person.id)
  })
}

function wrongPassword(): Fault {
  const fields = [{ field: 'body.current', message: 'is not your present password' }]
  return new Fault(identityCodes.password_wrong, { fields })
}

/** A link that works once, to be handed to a person by whatever way is safe. */
export interface OneTimeLink {
  readonly link: string
  readonly expiresAt: Instant
}

/** A one-time link that may be on its way by mail as well. */
export interface SentLink extends OneTimeLink {
  readonly mailed: boolean
}

/** Makes a link for an active person; an earlier one stops working. Never with an API key: the link opens the account. */
export async function offerPasswordReset(platform: Needs, caller: PersonCaller, personId: string): Promise<SentLink> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  requireSession(caller)
  return platform.work.run(async (tx) => {
    const made = await writeResetLink(platform, tx, { actor: caller.ref, personId, lifetimeMs: PASSWORD_RESET_LIFETIME_MS })
    const of = { by: await callerName(tx, caller), link: made.link, until: made.expiresAt }
    return { ...made, mailed: await mailPerson(platform, tx, personId, { mail: 'password_offered', of }) }
  })
}

/** The same for the command line, whose user holds the machine anyway; nothing is mailed. */
export async function makeResetLink(platform: Needs, actor: ActorRef, personId: string): Promise<OneTimeLink> {
  return platform.work.run((tx) => writeResetLink(platform, tx, { actor, personId, lifetimeMs: PASSWORD_RESET_LIFETIME_MS }))
}

/** Writes the link in the caller's transaction and tells it. Throws for an account that is not active. */
export async function writeResetLink(
  platform: Needs,
  tx: Tx,
  { actor, personId, lifetimeMs }: { actor: ActorRef; personId: string; lifetimeMs: number },
): Promise<OneTimeLink> {
  const token = newToken()
  const at = platform.clock.now()
  const expiresAt = later(at, lifetimeMs)
  const person = await lockPerson(tx, personId)
  if (!person) throw new Fault(common.not_found)
  if (person.state !== 'active') {
    throw new Fault(identityCodes.state_unfit, { detail: 'Only an active account has a password to choose anew.' })
  }
  await putPasswordReset(tx, { personId, tokenHash: hashToken(token), at, expiresAt })
  await platform.log.publish(tx, { event: passwordResetOffered, ...aboutPerson(personId, actor, at), particulars: {} })
  return { link: `${platform.config.publicUrl}${linkPaths.passwordReset(token)}`, expiresAt }
}

export interface PasswordReset {
  readonly token: string
  readonly password: string
  readonly browser: Browser
}

/**
 * Uses the link up: sets the password, ends every session, opens a new one, or asks for the second factor first: a link that was
 * intercepted does not open an account that has one. A password that is refused leaves the link whole.
 */
export async function resetPassword(platform: Needs, { token, password, browser }: PasswordReset): Promise<SignInOutcome> {
  const tokenHash = hashToken(token)
  const { person, organisation } = await platform.work.read(async (tx) => {
    const reset = await findPasswordReset(tx, tokenHash)
    const holds = reset && platform.clock.now() < reset.expiresAt
    return { person: holds ? await findPerson(tx, reset.personId) : undefined, organisation: await findOrganisation(tx) }
  })
  if (!person) throw new Fault(identityCodes.link_spent)
  requireGoodPassword(password, { field: 'password', names: [person.email, person.name, organisation?.name ?? ''] })
  await requireOwnWay(platform, { personId: person.id, browser })
  const passwordHash = await hashPassword(password)
  const outcome = await platform.work.run(async (tx) => {
    const taken = await takePasswordReset(tx, tokenHash)
    const changed = taken && (await updatePassword(tx, person.id, { formerHash: null, passwordHash }))
    if (!changed) throw new Fault(identityCodes.link_spent)
    await deleteSessions(tx, person.id, null)
    const about = aboutPerson(person.id, themselves(person.id), platform.clock.now())
    await platform.log.publish(tx, { event: passwordChanged, ...about, particulars: { by: 'reset_link' } })
    await mailAbout(platform, tx, person, { mail: 'password_changed', of: { by: 'reset_link' } })
    accessOf(platform).changed(tx, person.id)
    return enter(platform, tx, { personId: person.id, method: 'password_reset', browser })
  })
  await forgiveAccount(platform, person.email)
  return outcome
}
