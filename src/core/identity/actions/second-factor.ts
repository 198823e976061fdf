/** The second step of signing in. */
import { Fault, invariant } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { identityCodes } from '../contract/codes.ts'
import type { AssertionAnswer } from '../contract/fields.ts'
import { findPerson } from '../store/people.ts'
import { findFactors } from '../store/second-factors.ts'
import { mailPerson, placeOf } from './account-mails.ts'
import { beginAttempt, settleAttempt } from './attempts.ts'
import { contentOf, finishChallenge, readChallenge } from './challenges.ts'
import { tellFailure } from './failures.ts'
import type { Browser } from './browser.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { offerPasskeys, takePasskeyAnswer } from './passkey-answers.ts'
import { takeCode } from './recovery-codes.ts'
import { takeTotp } from './totp.ts'

export type SecondProof =
  | { readonly by: 'totp'; readonly code: string }
  | { readonly by: 'recovery_code'; readonly code: string }
  | { readonly by: 'passkey'; readonly answer: AssertionAnswer }

export interface SecondStep {
  /** From the first step. */
  readonly token: string
  readonly proof: SecondProof
  readonly browser: Browser
}

/** A wrong code leaves the first step whole and counts as a failed attempt; throws `identity.second_factor_refused`. */
export async function completeSignIn(platform: Needs, { token, proof, browser }: SecondStep): Promise<OpenedSession> {
  const person = await awaited(platform, token)
  const attempt = await beginAttempt(platform, { email: person.email, address: browser.address })
  const personId = person.id
  const session = await platform.work.run(async (tx) => {
    if (!(await takeSecondProof(platform, tx, { personId, proof }))) return undefined
    const begun = await finishChallenge(platform, tx, { token, purpose: 'second_factor', personId })
    const { method } = contentOf(platform, begun) as { method: 'password' | 'password_reset' }
    if (proof.by === 'recovery_code') {
      const { recoveryCodes: left } = await findFactors(tx, personId)
      await mailPerson(platform, tx, personId, { mail: 'recovery_code_used', of: { left, place: placeOf(browser) } })
    }
    return openSession(platform, tx, { personId, method, secondFactor: proof.by, browser })
  })
  if (!session) {
    await tellFailure(platform, { personId, failures: attempt.failures, reason: 'wrong_second_factor', browser })
    throw new Fault(proof.by === 'passkey' ? identityCodes.passkey_refused : identityCodes.second_factor_refused)
  }
  await settleAttempt(platform, attempt)
  return session
}

/** Options for answering the second step with a passkey. */
export async function offerSecondPasskey(platform: Needs, token: string) {
  const person = await awaited(platform, token)
  return offerPasskeys(platform, { purpose: 'passkey_second_factor', personId: person.id })
}

async function awaited(platform: Needs, token: string) {
  return platform.work.read(async (tx) => {
    const { personId } = await readChallenge(platform, tx, { token, purpose: 'second_factor' })
    invariant(personId, 'a second step is somebody’s')
    const person = await findPerson(tx, personId)
    if (person?.state !== 'active') throw new Fault(identityCodes.sign_in_expired)
    return person
  })
}

async function takeSecondProof(platform: Needs, tx: Tx, { personId, proof }: { personId: string; proof: SecondProof }): Promise<boolean> {
  if (proof.by === 'totp') return takeTotp(platform, tx, { personId, code: proof.code, begun: false })
  if (proof.by === 'recovery_code') return takeCode(platform, tx, { personId, code: proof.code })
  const verdict = await takePasskeyAnswer(platform, tx, { answer: proof.answer, purpose: 'passkey_second_factor', personId })
  return verdict.taken
}
