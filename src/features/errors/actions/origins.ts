/** Saying from which pages errors of an environment are taken. */
import { errorOriginsChanged } from '#events/errors.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { claimEnvironment } from '../access/environment.ts'
import type { OriginBook } from '../access/origin-book.ts'
import { WRITE_ERRORS } from '../domain/permissions.ts'
import { putOrigins } from '../store/origins.ts'

export async function changeOrigins(
  {
    platform,
    caller,
    book,
  }: { readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>; readonly caller: Caller; readonly book: OriginBook },
  { environmentId, origins }: { readonly environmentId: string; readonly origins: readonly string[] },
): Promise<void> {
  const at = platform.clock.now()
  const unique = [...new Set(origins)]
  await platform.work.run(async (tx) => {
    const scope = await claimEnvironment(tx, caller, { id: environmentId, permission: WRITE_ERRORS })
    await putOrigins(tx, environmentId, unique)
    await platform.log.publish(tx, {
      event: errorOriginsChanged,
      actor: caller.ref,
      record: { kind: 'environment', id: environmentId },
      scope: { ...scope, audience: 'internal' },
      at,
      particulars: { origins: unique },
    })
    platform.work.afterCommit(tx, () => book.forget(environmentId))
  })
}
