/** The one place where sessions begin, whatever the way in. */
import { uuidv7 } from 'uuidv7'
import { personSignedIn } from '#events/identity.ts'
import { later, SECOND_MS } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import type { Tx } from '#platform/work.ts'
import type { SecondFactor } from '../domain/second-factor.ts'
import type { SignInMethod } from '../domain/sign-in.ts'
import { SESSIONS_PER_PERSON_MAX, SESSION_LIFETIME_MS } from '../domain/lifetimes.ts'
import { deleteOldestSessions, insertSession } from '../store/sessions.ts'
import { aboutPerson, themselves } from './about.ts'
import { hashToken, newToken } from '../access/tokens.ts'

/** Browsers send about 150 characters; whoever sends more is cut. */
const USER_AGENT_LENGTH_MAX = 500

/** Where a browser calls from. */
export interface Browser {
  readonly address: string
  readonly userAgent: string
}

/** What the handler turns into the cookie and the answer. */
export interface OpenedSession {
  readonly personId: string
  readonly method: SignInMethod
  /** For the cookie; kept nowhere. */
  readonly token: string
  readonly maxAgeSeconds: number
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
  return { personId: of.personId, method: of.method, token, maxAgeSeconds: SESSION_LIFETIME_MS / SECOND_MS }
}
