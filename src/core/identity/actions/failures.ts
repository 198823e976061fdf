/** Telling the log that somebody with an account was not let in. */
import { signInFailed, signInLocked, signInSlowed } from '#events/identity.ts'
import { later, toIso } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import type { SignInRefusal } from '../domain/sign-in.ts'
import { accountPolicy, startsLock, startsWaiting, WAIT_MAX_MS } from '../domain/throttle.ts'
import { aboutPerson, nobody } from './about.ts'
import { mailPerson, placeOf } from './account-mails.ts'
import type { Browser } from './browser.ts'

export interface Failure {
  readonly personId: string
  /** In a row at this account, this one included. */
  readonly failures: number
  readonly reason: SignInRefusal
  readonly browser: Browser
}

/** In a transaction of its own, so that what was refused leaves no other trace. */
export async function tellFailure(platform: Needs, failure: Failure): Promise<void> {
  await platform.work.run((tx) => writeFailure(platform, tx, failure))
}

async function writeFailure(platform: Needs, tx: Tx, { personId, failures, reason, browser }: Failure): Promise<void> {
  const at = platform.clock.now()
  const about = aboutPerson(personId, nobody, at)
  const particulars = { failures, reason, address: browser.address, device: browser.userAgent }
  await platform.log.publish(tx, { event: signInFailed, ...about, particulars })
  if (startsWaiting(failures, accountPolicy)) await platform.log.publish(tx, { event: signInSlowed, ...about, particulars: { failures } })
  if (startsLock(failures, accountPolicy)) {
    const lockedUntil = later(at, WAIT_MAX_MS)
    const until = toIso(lockedUntil)
    await platform.log.publish(tx, { event: signInLocked, ...about, particulars: { failures, until } })
    await mailPerson(platform, tx, personId, { mail: 'locked', of: { failures, until: lockedUntil, place: placeOf(browser) } })
  }
}
