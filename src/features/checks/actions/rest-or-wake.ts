/** Lets checks rest whose environment or application is archived, and wakes those of what was brought back. */
import { checkRested, checkWoken } from '#events/checks.ts'
import type { RecordRef } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { activeApplication, environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { findCheck, setResting } from '../store/checks.ts'
import { armHeartbeat } from '../store/heartbeats.ts'
import { aboutCheck } from './about.ts'

/** Looks at how things are now and not at what the event says, so that it may be run again. */
export async function restOrWake(
  { log }: Pick<Platform, 'log'>,
  tx: Tx,
  { record, at }: { readonly record: RecordRef; readonly at: Instant },
): Promise<void> {
  const scope = await scopeOf(tx, record)
  if (!scope?.applicationId) return
  const { applicationId } = scope
  const active = (await activeApplication(tx, applicationId)) ? await environmentsOf(tx, applicationId) : []
  for (const { id, isResting } of await setResting(tx, { applicationId, activeEnvironmentIds: active.map((one) => one.id) })) {
    const row = await findCheck(tx, id)
    if (!row) continue
    if (!isResting) await armHeartbeat(tx, { checkId: id, at })
    await log.publish(tx, {
      event: isResting ? checkRested : checkWoken,
      actor: { kind: 'system', id: 'checks.rest' },
      record: { kind: 'check', id },
      scope: { ...scope, audience: 'internal' },
      at,
      particulars: aboutCheck(row),
    })
  }
}
