/** Signing in with a password. */
import { setTimeout as wait } from 'node:timers/promises'
import { signInFailed, signInSlowed } from '#events/identity.ts'
import { Fault } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import { identityCodes } from '../contract/codes.ts'
import { accountPolicy, startsWaiting } from '../domain/throttle.ts'
import { findPersonByEmail, type PersonRow } from '../store/people.ts'
import { aboutPerson, nobody } from './about.ts'
import { beginAttempt, settleAttempt, type Attempt } from './attempts.ts'
import { fitsPassword } from './hashing.ts'
import { openSession, type Browser, type OpenedSession } from './open-session.ts'

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

/** Throws `identity.sign_in_refused` for a wrong password, an unknown address and an account that is not active alike. */
export async function signIn(platform: Needs, { email, password, browser }: SignIn): Promise<OpenedSession> {
  const refusal = wait(REFUSAL_AFTER_MS)
  const attempt = await beginAttempt(platform, { email, address: browser.address })
  const person = await platform.work.read((tx) => findPersonByEmail(tx, email))
  const mayTry = person?.state === 'active' ? person : undefined
  if (!(await fitsPassword(mayTry?.passwordHash ?? null, password)) || !mayTry) {
    if (mayTry) await tellFailure(platform, mayTry, attempt, browser)
    await refusal
    throw new Fault(identityCodes.sign_in_refused)
  }
  await settleAttempt(platform, attempt)
  return platform.work.run((tx) => openSession(platform, tx, { personId: mayTry.id, by: 'password', browser }))
}

async function tellFailure(platform: Needs, person: PersonRow, attempt: Attempt, browser: Browser): Promise<void> {
  const { failures } = attempt
  const about = aboutPerson(person.id, nobody, platform.clock.now())
  await platform.work.run(async (tx) => {
    await platform.log.publish(tx, { event: signInFailed, ...about, particulars: { failures, address: browser.address } })
    if (startsWaiting(failures, accountPolicy)) {
      await platform.log.publish(tx, { event: signInSlowed, ...about, particulars: { failures } })
    }
  })
}
