/** Signing in with a password: the first of one or two steps. */
import { setTimeout as wait } from 'node:timers/promises'
import { Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { newToken } from '../access/tokens.ts'
import { identityCodes } from '../contract/codes.ts'
import { factorsAsked, type SecondFactor } from '../domain/second-factor.ts'
import { judgeOwnWay } from '../domain/sign-in.ts'
import { listGrants } from '../store/grants.ts'
import { findPersonByEmail } from '../store/people.ts'
import { findFactors } from '../store/second-factors.ts'
import { findSignInSettings } from '../store/sign-in-settings.ts'
import { beginAttempt, settleAttempt, takeAttemptBack } from './attempts.ts'
import { beginChallenge } from './challenges.ts'
import { tellFailure } from './failures.ts'
import { fitsPassword } from './hashing.ts'
import type { Browser } from './browser.ts'
import { openSession, type OpenedSession } from './open-session.ts'

/**
 * A refusal is never answered sooner. Hashing takes the same time for every address, but telling the failure of a real account
 * to the log takes some milliseconds more, and those could be measured.
 */
const REFUSAL_AFTER_MS = 250

export interface SignIn {
  readonly email: string
  readonly password: string
  readonly browser: Browser
}

/** Signed in, or what is still asked for: `token` stands for the password that was right. */
export type SignInOutcome =
  | { readonly outcome: 'signed_in'; readonly session: OpenedSession }
  | {
      readonly outcome: 'second_factor_needed'
      readonly token: string
      readonly factors: readonly SecondFactor[]
      readonly expiresAt: Instant
    }

/** Throws `identity.sign_in_refused` for a wrong password, an unknown address and an account that is not active alike. */
export async function signIn(platform: Needs, { email, password, browser }: SignIn): Promise<SignInOutcome> {
  const refusal = wait(REFUSAL_AFTER_MS)
  const attempt = await beginAttempt(platform, { email, address: browser.address })
  const { failures } = attempt
  const person = await platform.work.read((tx) => findPersonByEmail(tx, email))
  const mayTry = person?.state === 'active' ? person : undefined
  if (!(await fitsPassword(mayTry?.passwordHash ?? null, password)) || !mayTry) {
    if (mayTry) await tellFailure(platform, { personId: mayTry.id, failures, reason: 'wrong_password', browser })
    await refusal
    throw new Fault(identityCodes.sign_in_refused)
  }
  await requireOwnWay(platform, { personId: mayTry.id, browser })
  const outcome = await platform.work.run((tx) => enter(platform, tx, { personId: mayTry.id, method: 'password', browser }))
  // Failures before it are forgotten only when the second factor is right too: else the password would buy free guesses of codes.
  if (outcome.outcome === 'signed_in') await settleAttempt(platform, attempt)
  else await takeAttemptBack(platform, attempt)
  return outcome
}

/** Throws `identity.provider_only` where this person must come through the provider. */
export async function requireOwnWay(platform: Needs, { personId, browser }: { personId: string; browser: Browser }): Promise<void> {
  const verdict = await platform.work.read(async (tx) =>
    judgeOwnWay(
      await findSignInSettings(tx),
      (await listGrants(tx, personId)).map((grant) => grant.role),
    ),
  )
  if (verdict.open) return
  await tellFailure(platform, { personId, failures: 1, reason: 'provider_only', browser })
  throw new Fault(identityCodes.provider_only)
}

/** Opens the session, or asks for the second factor that the person has. */
export async function enter(
  platform: Needs,
  tx: Tx,
  { personId, method, browser }: { personId: string; method: 'password' | 'password_reset'; browser: Browser },
): Promise<SignInOutcome> {
  const factors = factorsAsked(await findFactors(tx, personId))
  if (factors.length === 0) {
    return { outcome: 'signed_in', session: await openSession(platform, tx, { personId, method, secondFactor: null, browser }) }
  }
  const token = newToken()
  const expiresAt = await beginChallenge(platform, tx, { token, purpose: 'second_factor', personId, content: { method } })
  return { outcome: 'second_factor_needed', token, factors, expiresAt }
}
