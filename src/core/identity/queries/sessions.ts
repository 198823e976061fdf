/** The caller's own sessions. */
import { later } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import { requireSession, type PersonCaller } from '../access/caller.ts'
import { SESSIONS_PER_PERSON_MAX, SESSION_IDLE_MS } from '../domain/lifetimes.ts'
import { listSessions as list } from '../store/sessions.ts'

/** All of them; there are at most SESSIONS_PER_PERSON_MAX. */
export async function listSessions(platform: Needs, caller: PersonCaller) {
  const current = requireSession(caller)
  const now = platform.clock.now()
  const of = { personId: caller.personId, now, seenAfter: later(now, -SESSION_IDLE_MS), limit: SESSIONS_PER_PERSON_MAX }
  const rows = await platform.work.read((tx) => list(tx, of))
  return rows.map((row) => ({ ...row, current: row.id === current }))
}
