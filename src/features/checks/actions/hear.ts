/** Takes what checks of kind heartbeat report, and has them judged at once. */
import { common, Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import { hashToken } from '#core/identity/public.ts'
import { scopeOf } from '#core/catalog/public.ts'
import type { Signal } from '../domain/heartbeat.ts'
import { READ_CHECKS } from '../domain/permissions.ts'
import { findCheck } from '../store/checks.ts'
import { noteSignal } from '../store/heartbeats.ts'

/** Tells the node that looks, and whoever watches, that a heartbeat came. */
export const HEARD_TOPIC = 'checks.heard'

/** What secrets of heartbeats begin with, so that secret scanners and people recognise them. */
export const HEARTBEAT_START = 'pch_'
const FORM = /^pch_[0-9a-f]{48}$/

/** Resolves when it is written. Throws `common.not_found` for a secret of none. */
export async function hear(
  { work, clock, live }: Pick<Platform, 'work' | 'clock' | 'live'>,
  { secret, signal }: { readonly secret: string; readonly signal: Signal },
): Promise<void> {
  if (!FORM.test(secret)) throw new Fault(common.not_found)
  const heard = await work.run(async (tx) => {
    const id = await noteSignal(tx, { secretHash: hashToken(secret), signal, at: clock.now() })
    const row = id === undefined ? undefined : await findCheck(tx, id)
    return row && { id: row.id, scope: await scopeOf(tx, { kind: 'environment', id: row.environmentId }) }
  })
  if (!heard?.scope) throw new Fault(common.not_found)
  live.tell({ topic: HEARD_TOPIC, scope: { ...heard.scope, audience: 'internal' }, permission: READ_CHECKS, data: { checkId: heard.id } })
}
