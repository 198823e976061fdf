/** What several handlers of identity share: opening the door, and reading versions. */
import { common, Fault } from '#kit/fault.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import type { Needs } from '../access/needs.ts'
import type { OpenedSession } from '../actions/open-session.ts'
import type { SignInOutcome } from '../actions/sign-in.ts'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../contract/contract.ts'
import { readMe } from '../queries/me.ts'

/** Version from If-Match; the platform refuses such a request without one. */
export function versionOf(context: RequestContext): number {
  if (context.ifMatch === null) throw new Fault(common.precondition_required)
  return context.ifMatch
}

/** Sets the cookies and answers who is signed in now. */
export async function welcome(platform: Needs, context: RequestContext, session: OpenedSession) {
  const { personId, method, token, maxAgeSeconds, device } = session
  context.setCookie(SESSION_COOKIE, token, maxAgeSeconds)
  context.setCookie(DEVICE_COOKIE, device.token, device.maxAgeSeconds)
  return readMe(platform, { personId, scopes: null, method })
}

/** Signed in, or what is asked for next. */
export async function answerOf(platform: Needs, context: RequestContext, outcome: SignInOutcome) {
  if (outcome.outcome === 'signed_in') return { outcome: 'signed_in' as const, me: await welcome(platform, context, outcome.session) }
  return { ...outcome, factors: [...outcome.factors] }
}
