/** What a window held is decided anew as soon as the window says something else. */
import type { Tx } from '#platform/work.ts'
import { HELD_MAX } from '../domain/limits.ts'
import { listHeld } from '../store/alerts.ts'
import { DECIDE_AGAIN, type AlertNeeds } from './about.ts'

export async function decideHeld(platform: AlertNeeds, tx: Tx, applicationId: string): Promise<void> {
  const held = await listHeld(tx, { reasons: ['window'], applicationId, limit: HELD_MAX })
  for (const { id } of held) await platform.due.set(tx, { kind: DECIDE_AGAIN, record: id, at: platform.clock.now() })
}
