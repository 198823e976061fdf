/** Proving anew who one is, before a dangerous act. */
import { Fault, invariant } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import { accessOf } from '../access/access.ts'
import { requireSession, type PersonCaller } from '../access/caller.ts'
import { identityCodes } from '../contract/codes.ts'
import type { AssertionAnswer } from '../contract/fields.ts'
import type { SignInRefusal } from '../domain/sign-in.ts'
import { findPerson, type PersonRow } from '../store/people.ts'
import { markSessionProved } from '../store/sessions.ts'
import { beginAttempt, settleAttempt } from './attempts.ts'
import { tellFailure } from './failures.ts'
import { fitsPassword } from './hashing.ts'
import type { Browser } from './browser.ts'
import { offerPasskeys, takePasskeyAnswer } from './passkey-answers.ts'
import { takeTotp } from './totp.ts'

export type Proof =
  | { readonly by: 'password'; readonly password: string }
  | { readonly by: 'totp'; readonly code: string }
  | { readonly by: 'passkey'; readonly answer: AssertionAnswer }

/** Marks this session as just proved. A wrong proof counts like a failed sign-in. */
export async function prove(platform: Needs, caller: PersonCaller, { proof, browser }: { proof: Proof; browser: Browser }): Promise<void> {
  const sessionId = requireSession(caller)
  const person = await platform.work.read((tx) => findPerson(tx, caller.personId))
  invariant(person, 'who has a session exists')
  const attempt = await beginAttempt(platform, { email: person.email, address: browser.address })
  if (!(await holds(platform, person, proof))) {
    const reason: SignInRefusal =
      proof.by === 'totp' ? 'wrong_second_factor' : proof.by === 'passkey' ? 'passkey_refused' : 'wrong_password'
    await tellFailure(platform, { personId: person.id, failures: attempt.failures, reason, browser })
    throw refusalOf(proof)
  }
  await settleAttempt(platform, attempt)
  await platform.work.run(async (tx) => {
    await markSessionProved(tx, sessionId, platform.clock.now())
    accessOf(platform).changed(tx, person.id)
  })
}

export function offerProvingPasskey(platform: Needs, caller: PersonCaller) {
  requireSession(caller)
  return offerPasskeys(platform, { purpose: 'passkey_proof', personId: caller.personId })
}

async function holds(platform: Needs, person: PersonRow, proof: Proof): Promise<boolean> {
  if (proof.by === 'password') return fitsPassword(person.passwordHash, proof.password)
  return platform.work.run(async (tx) => {
    if (proof.by === 'totp') return takeTotp(platform, tx, { personId: person.id, code: proof.code, begun: false })
    return (await takePasskeyAnswer(platform, tx, { answer: proof.answer, purpose: 'passkey_proof', personId: person.id })).taken
  })
}

function refusalOf({ by }: Proof): Fault {
  if (by === 'passkey') return new Fault(identityCodes.passkey_refused)
  if (by === 'totp')
    return new Fault(identityCodes.second_factor_refused, { fields: [{ field: 'body.code', message: 'is not right, or was used before' }] })
  return new Fault(identityCodes.password_wrong, { fields: [{ field: 'body.password', message: 'is not your present password' }] })
}
