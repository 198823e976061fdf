/** The one place where sessions begin, whatever the way in. */
import { uuidv7 } from 'uuidv7'
import { personSignedIn } from '#events/identity.ts'
import { later, SECOND_MS } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import type { Tx } from '#platform/work.ts'
import type { SecondFactor } from '../domain/second-factor.ts'
import type { SignInMethod } from '../domain/sign-in.ts'
import { DEVICE_LIFETIME_MS, DEVICES_PER_PERSON_MAX, SESSIONS_PER_PERSON_MAX, SESSION_LIFETIME_MS } from '../domain/lifetimes.ts'
import { forgetOldestDevices, meetDevice } from '../store/known-devices.ts'
import { deleteOldestSessions, insertSession } from '../store/sessions.ts'
import { DEVICE_COOKIE } from '../contract/contract.ts'
import { aboutPerson, themselves } from './about.ts'
import { mailPerson, placeOf } from './account-mails.ts'
import type { Browser } from './browser.ts'
import { hashToken, isToken, newToken } from '../access/tokens.ts'

/** Browsers send about 150 characters; whoever sends more is cut. */
const USER_AGENT_LENGTH_MAX = 500

/** What the handler turns into the cookie and the answer. */
export interface OpenedSession {
  readonly personId: string
  readonly method: SignInMethod
  /** For the cookie; kept nowhere. */
  readonly token: string
  readonly maxAgeSeconds: number
  /** The cookie by which this browser is known again. */
  readonly device: { readonly token: string; readonly maxAgeSeconds: number }
}

/** Opens a session in the caller's transaction and tells it. */
export async function openSession(
  platform: Needs,
  tx: Tx,
  of: { personId: string; method: SignInMethod; secondFactor: SecondFactor | null; browser: Browser },
): Promise<OpenedSession> {
  const at = platform.clock.now()
  const id = uuidv7()
  const token = newToken()
  await insertSession(tx, {
    id,
    personId: of.personId,
    tokenHash: hashToken(token),
    at,
    expiresAt: later(at, SESSION_LIFETIME_MS),
    address: of.browser.address,
    userAgent: of.browser.userAgent.slice(0, USER_AGENT_LENGTH_MAX),
    method: of.method,
    secondFactor: of.secondFactor,
  })
  await deleteOldestSessions(tx, of.personId, SESSIONS_PER_PERSON_MAX)
  await platform.log.publish(tx, {
    event: personSignedIn,
    ...aboutPerson(of.personId, themselves(of.personId), at),
    particulars: { sessionId: id, by: of.method, secondFactor: of.secondFactor, address: of.browser.address, device: of.browser.userAgent },
  })
  const device = { token: await knownDevice(platform, tx, of), maxAgeSeconds: DEVICE_LIFETIME_MS / SECOND_MS }
  return { personId: of.personId, method: of.method, token, maxAgeSeconds: SESSION_LIFETIME_MS / SECOND_MS, device }
}

/** Remembers the browser and tells its person of one that is new. The very first is where they joined: that is no news. */
async function knownDevice(platform: Needs, tx: Tx, { personId, browser }: { personId: string; browser: Browser }): Promise<string> {
  const kept = browser.cookies?.[DEVICE_COOKIE]
  const token = kept !== undefined && isToken(kept) ? kept : newToken()
  const met = await meetDevice(tx, { personId, tokenHash: hashToken(token), at: platform.clock.now() })
  if (met.known) return token
  await forgetOldestDevices(tx, personId, DEVICES_PER_PERSON_MAX)
  if (!met.first) await mailPerson(platform, tx, personId, { mail: 'new_device', of: placeOf(browser) })
  return token
}
