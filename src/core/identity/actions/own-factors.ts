/** Setting one's own second factors up and removing them. */
import { uuidv7 } from 'uuidv7'
import { secondFactorAdded, secondFactorRemoved, secondFactorsReset } from '#events/identity.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { accessOf } from '../access/access.ts'
import { requirePermission, requireSession, type PersonCaller } from '../access/caller.ts'
import { identityCodes } from '../contract/codes.ts'
import type { CreationAnswer } from '../contract/fields.ts'
import { organisationScope } from '../domain/permit.ts'
import { hasSecondFactor, judgeRequirement } from '../domain/second-factor.ts'
import { deleteChallenges } from '../store/challenges.ts'
import { deleteIdentities } from '../store/external-identities.ts'
import { listGrants } from '../store/grants.ts'
import { findOrganisation } from '../store/organisation.ts'
import { deletePasskey, deletePasskeys, insertPasskey, listPasskeys, renamePasskey as rename } from '../store/passkeys.ts'
import { findPerson, lockPerson } from '../store/people.ts'
import { deleteRecoveryCodes, deleteTotp, findFactors, putTotp } from '../store/second-factors.ts'
import { findSignInSettings, ruleOf } from '../store/sign-in-settings.ts'
import { aboutPerson } from './about.ts'
import { callerName, mailPerson } from './account-mails.ts'
import { beginChallenge, finishChallenge } from './challenges.ts'
import { writeNewCodes } from './recovery-codes.ts'
import { newTotp, takeTotp, type NewTotp } from './totp.ts'
import { challengeOf, registrationOptions, verifiedRegistration } from './webauthn.ts'

/** Phone, laptop, two keys and a few that were forgotten. */
export const PASSKEYS_PER_PERSON_MAX = 20

/** Recovery codes that were made along with the first factor; null: the person has some already. */
export type FirstCodes = readonly string[] | null

/** A new secret for an authenticator app; counts once a code of it was typed. */
export async function beginTotp(platform: Needs, caller: PersonCaller): Promise<NewTotp> {
  requireSession(caller)
  return platform.work.run(async (tx) => {
    const { person, organisation } = await self(tx, caller)
    const made = newTotp(platform, { personId: person.id, email: person.email, organisation })
    const begun = await putTotp(tx, { personId: person.id, sealedSecret: made.sealedSecret, at: platform.clock.now() })
    if (!begun) throw new Fault(identityCodes.state_unfit, { detail: 'You have an authenticator app already; remove it first.' })
    return made
  })
}

/** Throws `identity.second_factor_refused` for a wrong code; the secret stays for another try. */
export async function confirmTotp(platform: Needs, caller: PersonCaller, code: string): Promise<FirstCodes> {
  requireSession(caller)
  return platform.work.run(async (tx) => {
    await lockPerson(tx, caller.personId)
    if (!(await takeTotp(platform, tx, { personId: caller.personId, code, begun: true }))) {
      throw new Fault(identityCodes.second_factor_refused, { fields: [{ field: 'body.code', message: 'is not right' }] })
    }
    return tellAdded(platform, tx, caller, { factor: 'totp', name: null })
  })
}

export async function removeTotp(platform: Needs, caller: PersonCaller): Promise<void> {
  requireSession(caller)
  await platform.work.run(async (tx) => {
    await lockPerson(tx, caller.personId)
    if (!(await deleteTotp(tx, caller.personId))) throw new Fault(common.not_found)
    await tellRemoved(platform, tx, caller, { factor: 'totp', name: null })
  })
}

/** What the browser needs to make a passkey. */
export async function beginPasskey(platform: Needs, caller: PersonCaller) {
  requireSession(caller)
  const { person, organisation, held } = await platform.work.read(async (tx) => ({
    ...(await self(tx, caller)),
    held: await listPasskeys(tx, caller.personId),
  }))
  if (held.length >= PASSKEYS_PER_PERSON_MAX) {
    throw new Fault(identityCodes.too_many, { detail: `One person has at most ${PASSKEYS_PER_PERSON_MAX} passkeys.` })
  }
  const options = await registrationOptions(platform, { person, organisation, held })
  const beginning = { token: options.challenge, purpose: 'passkey_registration', personId: person.id } as const
  await platform.work.run((tx) => beginChallenge(platform, tx, beginning))
  return options
}

export async function addPasskey(
  platform: Needs,
  caller: PersonCaller,
  { name, answer }: { name: string; answer: CreationAnswer },
): Promise<{ id: string; recoveryCodes: FirstCodes }> {
  requireSession(caller)
  const challenge = challengeOf(answer)
  const { personId } = caller
  await platform.work.run((tx) => finishChallenge(platform, tx, { token: challenge, purpose: 'passkey_registration', personId }))
  const credential = await verifiedRegistration(platform, { answer, challenge })
  const id = uuidv7()
  const recoveryCodes = await platform.work.run(async (tx) => {
    await lockPerson(tx, personId)
    const row = { id, personId, name, ...credential, createdAt: platform.clock.now() }
    if (!(await insertPasskey(tx, row))) throw new Fault(identityCodes.passkey_unfit)
    return tellAdded(platform, tx, caller, { factor: 'passkey', name })
  })
  return { id, recoveryCodes }
}

export async function renamePasskey(platform: Needs, caller: PersonCaller, { id, name }: { id: string; name: string }): Promise<void> {
  requireSession(caller)
  const renamed = await platform.work.run((tx) => rename(tx, { personId: caller.personId, id, name }))
  if (!renamed) throw new Fault(common.not_found)
}

export async function removePasskey(platform: Needs, caller: PersonCaller, id: string): Promise<void> {
  requireSession(caller)
  await platform.work.run(async (tx) => {
    await lockPerson(tx, caller.personId)
    const removed = await deletePasskey(tx, caller.personId, id)
    if (!removed) throw new Fault(common.not_found)
    await tellRemoved(platform, tx, caller, { factor: 'passkey', name: removed.name })
  })
}

/** For who lost every device and code: their password alone signs in again. Who they are at the provider is released too. */
export async function resetSecondFactors(platform: Needs, caller: PersonCaller, personId: string): Promise<void> {
  requirePermission(caller, 'identity.people.write', organisationScope)
  await platform.work.run(async (tx) => {
    if (!(await lockPerson(tx, personId))) throw new Fault(common.not_found)
    await forgetFactors(tx, personId)
    await deleteIdentities(tx, personId)
    const about = aboutPerson(personId, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: secondFactorsReset, ...about, particulars: {} })
    await mailPerson(platform, tx, personId, { mail: 'factors_reset', of: { by: await callerName(tx, caller) } })
    accessOf(platform).changed(tx, personId)
  })
}

/** Removes every factor, code and step that was begun. */
export async function forgetFactors(tx: Tx, personId: string): Promise<void> {
  await deletePasskeys(tx, personId)
  await deleteTotp(tx, personId)
  await deleteRecoveryCodes(tx, personId)
  await deleteChallenges(tx, personId)
}

interface Named {
  readonly factor: 'totp' | 'passkey'
  readonly name: string | null
}

async function tellAdded(platform: Needs, tx: Tx, caller: PersonCaller, particulars: Named): Promise<FirstCodes> {
  const about = aboutPerson(caller.personId, caller.ref, platform.clock.now())
  await platform.log.publish(tx, { event: secondFactorAdded, ...about, particulars })
  await mailPerson(platform, tx, caller.personId, { mail: 'factor_added', of: particulars })
  accessOf(platform).changed(tx, caller.personId)
  const { recoveryCodes } = await findFactors(tx, caller.personId)
  return recoveryCodes === 0 ? writeNewCodes(platform, tx, caller) : null
}

/** Recovery codes go with the last factor. Throws `identity.second_factor_required` when the organisation asks for one. */
async function tellRemoved(platform: Needs, tx: Tx, caller: PersonCaller, particulars: Named): Promise<void> {
  const { personId } = caller
  if (!hasSecondFactor(await findFactors(tx, personId))) {
    await requireDispensable(platform, tx, personId)
    await deleteRecoveryCodes(tx, personId)
  }
  const about = aboutPerson(personId, caller.ref, platform.clock.now())
  await platform.log.publish(tx, { event: secondFactorRemoved, ...about, particulars })
  await mailPerson(platform, tx, personId, { mail: 'factor_removed', of: particulars })
  accessOf(platform).changed(tx, personId)
}

async function requireDispensable(platform: Needs, tx: Tx, personId: string): Promise<void> {
  const rule = ruleOf(await findSignInSettings(tx))
  const roles = (await listGrants(tx, personId)).map((grant) => grant.role)
  const now = platform.clock.now()
  const { required } = judgeRequirement(rule, { roles, hasFactor: false, createdAt: now }, now)
  if (required) throw new Fault(identityCodes.second_factor_required)
}

async function self(tx: Tx, caller: PersonCaller) {
  const person = await findPerson(tx, caller.personId)
  const organisation = await findOrganisation(tx)
  invariant(person && organisation, 'who has a session exists, and so does the organisation')
  return { person, organisation: organisation.name }
}
