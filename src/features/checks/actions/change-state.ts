/** Writes that a check went down, came up, or cannot be seen any more, together with the event that says so. */
import { checkBecameUnknown, checkCameUp, checkWentDown } from '#events/checks.ts'
import type { Platform } from '#platform/platform.ts'
import { scopeOf } from '#core/catalog/public.ts'
import type { Changed } from '../domain/watched.ts'
import type { Outcome } from '../domain/words.ts'
import { findCheck, setState } from '../store/checks.ts'
import { aboutCheck } from './about.ts'

const EVENT_OF = { up: checkCameUp, down: checkWentDown, unknown: checkBecameUnknown } as const satisfies Record<Outcome, unknown>

/** Does nothing when it is gone, paused, or another node said so already. */
export async function changeState(platform: Pick<Platform, 'work' | 'log'>, { id, before, next }: Changed): Promise<void> {
  const { outcome: state, reason, detail, since: at } = next
  await platform.work.run(async (tx) => {
    if (!(await setState(tx, { id, before: before.outcome, state, reason, detail, at }))) return
    const row = await findCheck(tx, id)
    const scope = row && (await scopeOf(tx, { kind: 'environment', id: row.environmentId }))
    if (!row || !scope) return
    const particulars = { ...aboutCheck(row), reason, beforeSeconds: Math.max(0, Math.round((at - before.since) / 1_000)) }
    await platform.log.publish(tx, {
      event: EVENT_OF[state],
      actor: { kind: 'system', id: 'checks.prober' },
      record: { kind: 'check', id },
      scope: { ...scope, audience: 'internal' },
      at,
      particulars,
    })
  })
}
