/** Removes links and sessions that ended by themselves. */
import { later } from '#kit/time.ts'
import { SESSION_IDLE_MS } from '../domain/links.ts'
import { sweep } from '../store/sessions.ts'
import type { Needs } from './act.ts'

/** Rows a round: a few milliseconds of work. */
const ROWS_PER_ROUND_MAX = 5_000

/** One round; any number of nodes may run it at once. */
export async function sweepContacts({ clock, work }: Pick<Needs, 'clock' | 'work'>): Promise<void> {
  const now = clock.now()
  await work.run((tx) => sweep(tx, { now, seen: later(now, -SESSION_IDLE_MS), limit: ROWS_PER_ROUND_MAX }))
}
