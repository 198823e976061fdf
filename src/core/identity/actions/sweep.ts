/** Removes sessions that ended by themselves, sign-ins that were begun and left, and counts that no longer matter. */
import { later } from '#kit/time.ts'
import type { Needs } from '../access/needs.ts'
import { DEVICE_LIFETIME_MS, SESSION_IDLE_MS } from '../domain/lifetimes.ts'
import { FORGET_AFTER_MS } from '../domain/throttle.ts'
import { sweepAttempts } from '../store/attempts.ts'
import { sweepChallenges } from '../store/challenges.ts'
import { sweepDevices } from '../store/known-devices.ts'
import { sweepSessions } from '../store/sessions.ts'

/** Rows a round: a few milliseconds of work, and far more in an hour than sign-ins can make. */
const ROWS_PER_ROUND_MAX = 5_000

/** One round; any number of nodes may run it at once. */
export async function sweep({ clock, work }: Needs): Promise<void> {
  const now = clock.now()
  await work.run(async (tx) => {
    await sweepSessions(tx, { expiry: now, seen: later(now, -SESSION_IDLE_MS), limit: ROWS_PER_ROUND_MAX })
    await sweepChallenges(tx, { expiry: now, limit: ROWS_PER_ROUND_MAX })
    await sweepDevices(tx, { seen: later(now, -DEVICE_LIFETIME_MS), limit: ROWS_PER_ROUND_MAX })
    await sweepAttempts(tx, { lastAt: later(now, -FORGET_AFTER_MS), limit: ROWS_PER_ROUND_MAX })
  })
}
