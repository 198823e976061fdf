/** Signing in with a passkey alone: the device has it and has checked who holds the device, which is two factors in one. */
import { Fault } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import { identityCodes } from '../contract/codes.ts'
import type { AssertionAnswer } from '../contract/fields.ts'
import { findPerson } from '../store/people.ts'
import { tellFailure } from './failures.ts'
import type { Browser } from './browser.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { offerPasskeys, takePasskeyAnswer } from './passkey-answers.ts'
import { requireOwnWay } from './sign-in.ts'

export function offerPasskeySignIn(platform: Needs) {
  return offerPasskeys(platform, { purpose: 'passkey_sign_in', personId: null })
}

/**
 * Throws `identity.passkey_refused` for an unknown passkey, one of somebody who left, and a wrong answer alike. Failures of others
 * do not hold it up: nobody guesses a signature, and so a locked account stays open to its owner.
 */
export async function signInWithPasskey(
  platform: Needs,
  { answer, browser }: { answer: AssertionAnswer; browser: Browser },
): Promise<OpenedSession> {
  const verdict = await platform.work.run((tx) => takePasskeyAnswer(platform, tx, { answer, purpose: 'passkey_sign_in', personId: null }))
  const personId = verdict.taken ? verdict.passkey.personId : verdict.personId
  const person = personId === null ? undefined : await platform.work.read((tx) => findPerson(tx, personId))
  if (!verdict.taken || person?.state !== 'active') {
    if (person?.state === 'active') await tellFailure(platform, { personId: person.id, failures: 1, reason: 'passkey_refused', browser })
    throw new Fault(identityCodes.passkey_refused)
  }
  await requireOwnWay(platform, { personId: person.id, browser })
  return platform.work.run((tx) => openSession(platform, tx, { personId: person.id, method: 'passkey', secondFactor: null, browser }))
}
