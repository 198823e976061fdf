/** Changing people: profiles, leaving, coming back. */
import { personChanged, personDeactivated, personReactivated, signInUnlocked } from '#events/identity.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { accessOf } from '../access/access.ts'
import { requirePermission, requireSession, type PersonCaller } from '../access/caller.ts'
import { identityCodes } from '../contract/codes.ts'
import { judgeDeactivation, judgeReactivation, stateWords } from '../domain/changes.ts'
import { organisationScope } from '../domain/permit.ts'
import { listActiveOwners } from '../store/grants.ts'
import { hasIdentity } from '../store/external-identities.ts'
import { deletePasswordReset } from '../store/invitations.ts'
import { lockOwners } from '../store/organisation.ts'
import { findPerson, lockPerson, movePerson, updateProfile, type PersonRow, type ProfileChange } from '../store/people.ts'
import { deleteSessions } from '../store/sessions.ts'
import { aboutPerson } from './about.ts'
import { callerName, mailAbout } from './account-mails.ts'
import { forgiveAccount } from './attempts.ts'
import { requireOwnerLeft } from './grants.ts'

/** A change with the version of the person it was decided on. */
export interface Change<T> {
  readonly version: number
  readonly to: T
}

/** Changes the caller's own profile. The e-mail address is changed by who may change people: it is what one signs in with. */
export async function updateMe(platform: Needs, caller: PersonCaller, change: Change<Omit<ProfileChange, 'email'>>): Promise<void> {
  requireSession(caller)
  await changeProfile(platform, caller, caller.personId, change)
}

export async function updatePerson(
  platform: Needs,
  caller: PersonCaller,
  personId: string,
  change: Change<Pick<ProfileChange, 'name' | 'email'>>,
): Promise<void> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  await changeProfile(platform, caller, personId, change)
}

async function changeProfile(
  platform: Needs,
  caller: PersonCaller,
  personId: string,
  { version, to }: Change<ProfileChange>,
): Promise<void> {
  const changed = (Object.keys(to) as (keyof ProfileChange)[]).filter((field) => to[field] !== undefined)
  if (changed.length === 0) return
  await platform.work.run(async (tx) => {
    const former = known(await findPerson(tx, personId))
    const outcome = await updateProfile(tx, personId, version, to)
    if (outcome === 'changed_since') throw new Fault(common.version_mismatch)
    if (outcome === 'email_taken') throw emailTaken()
    const personal = { ...(to.name !== undefined && { name: to.name }), ...(to.email !== undefined && { email: to.email }) }
    const about = aboutPerson(personId, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: personChanged, ...about, particulars: { changed, ...personal } })
    if (outcome.email !== former.email) await tellNewAddress(platform, tx, caller, { former, person: outcome })
  })
}

/** To both addresses: whoever reads only the old one must learn of it too. */
async function tellNewAddress(platform: Needs, tx: Tx, caller: PersonCaller, of: { former: PersonRow; person: PersonRow }): Promise<void> {
  const { former, person } = of
  if (person.state !== 'active') return
  const told = { from: former.email, to: person.email, by: await callerName(tx, caller) }
  for (const reader of [former, person]) await mailAbout(platform, tx, reader, { mail: 'email_changed', of: told })
}

function emailTaken(): Fault {
  const fields = [{ field: 'body.email', message: 'belongs to another account' }]
  return new Fault(identityCodes.already_member, { fields })
}

/** Ends sessions and links; API keys rest. Roles stay, for the day they come back and for reading who could do what. */
export async function deactivatePerson(platform: Needs, caller: PersonCaller, personId: string): Promise<void> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  await platform.work.run(async (tx) => {
    await lockOwners(tx)
    const person = known(await lockPerson(tx, personId))
    const verdict = judgeDeactivation(person.state)
    if (!verdict.allowed) throw new Fault(identityCodes.state_unfit, { detail: stateWords[verdict.reason] })
    requireOwnerLeft(await listActiveOwners(tx), personId)
    await movePerson(tx, personId, 'active', 'deactivated')
    await deleteSessions(tx, personId, null)
    await deletePasswordReset(tx, personId)
    const about = aboutPerson(personId, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: personDeactivated, ...about, particulars: {} })
    accessOf(platform).changed(tx, personId)
  })
}

/** They sign in with the password they had; API keys work again. */
export async function reactivatePerson(platform: Needs, caller: PersonCaller, personId: string): Promise<void> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  await platform.work.run(async (tx) => {
    const person = known(await lockPerson(tx, personId))
    const verdict = judgeReactivation({
      state: person.state,
      hasWayIn: person.passwordHash !== null || (await hasIdentity(tx, personId, null)),
    })
    if (!verdict.allowed) throw new Fault(identityCodes.state_unfit, { detail: stateWords[verdict.reason] })
    await movePerson(tx, personId, 'deactivated', 'active')
    const about = aboutPerson(personId, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: personReactivated, ...about, particulars: {} })
    accessOf(platform).changed(tx, personId)
  })
}

/** Ends the lock after failed sign-ins before its time; the next failures count from the first. */
export async function unlockPerson(platform: Needs, caller: PersonCaller, personId: string): Promise<void> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  const person = known(await platform.work.read((tx) => findPerson(tx, personId)))
  await forgiveAccount(platform, person.email)
  const about = aboutPerson(personId, caller.ref, platform.clock.now())
  await platform.work.run((tx) => platform.log.publish(tx, { event: signInUnlocked, ...about, particulars: {} }))
}

function known(person: PersonRow | undefined): PersonRow {
  if (!person) throw new Fault(common.not_found)
  return person
}
