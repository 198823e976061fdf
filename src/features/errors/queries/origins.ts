/** From which pages errors of an environment are taken. */
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { claimEnvironment } from '../access/environment.ts'
import { ANY_ORIGIN } from '../domain/origins.ts'
import { READ_ERRORS } from '../domain/permissions.ts'
import { findOrigins } from '../store/origins.ts'

export function readOrigins(
  { platform, caller }: { readonly platform: Pick<Platform, 'work'>; readonly caller: Caller },
  environmentId: string,
): Promise<{ readonly origins: string[] }> {
  return platform.work.read(async (tx) => {
    await claimEnvironment(tx, caller, { id: environmentId, permission: READ_ERRORS })
    return { origins: [...((await findOrigins(tx, environmentId)) ?? [ANY_ORIGIN])] }
  })
}
