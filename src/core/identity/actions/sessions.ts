/** Ending sessions. */
import { otherSessionsEnded, sessionEnded } from '#events/identity.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import { accessOf } from '../access/access.ts'
import { requireSession, type PersonCaller } from '../access/caller.ts'
import { deleteSession, deleteSessions } from '../store/sessions.ts'
import { aboutPerson } from './about.ts'

/** Ends the session that the request came with; one that somebody else just ended is ended. */
export async function signOut(platform: Needs, caller: PersonCaller): Promise<void> {
  await end(platform, caller, { sessionId: requireSession(caller), why: 'signed_out' })
}

/** Ends one of the caller's own sessions; anybody else's looks like none. */
export async function endSession(platform: Needs, caller: PersonCaller, sessionId: string): Promise<void> {
  requireSession(caller)
  const ended = await end(platform, caller, { sessionId, why: 'revoked' })
  if (!ended) throw new Fault(common.not_found)
}

/** Ends all but the session that the request came with. */
export async function endOtherSessions(platform: Needs, caller: PersonCaller): Promise<void> {
  const current = requireSession(caller)
  await platform.work.run(async (tx) => {
    const count = await deleteSessions(tx, caller.personId, current)
    if (count === 0) return
    const about = aboutPerson(caller.personId, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: otherSessionsEnded, ...about, particulars: { count } })
    accessOf(platform).changed(tx, caller.personId)
  })
}

async function end(
  platform: Needs,
  caller: PersonCaller,
  { sessionId, why }: { sessionId: string; why: 'signed_out' | 'revoked' },
): Promise<boolean> {
  return platform.work.run(async (tx) => {
    if (!(await deleteSession(tx, caller.personId, sessionId))) return false
    const about = aboutPerson(caller.personId, caller.ref, platform.clock.now())
    await platform.log.publish(tx, { event: sessionEnded, ...about, particulars: { sessionId, why } })
    accessOf(platform).changed(tx, caller.personId)
    return true
  })
}
