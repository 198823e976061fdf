/** Whose figures are asked for, and whether the caller may see them. */
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { READ_SERIES } from '../domain/permissions.ts'

/** Both by UUID. */
export interface Place {
  readonly applicationId: string
  readonly environmentId: string
}

/** Who asks, on which platform. */
export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
  /** Aborts when the caller hangs up. */
  readonly gone: AbortSignal
}

/** Throws `common.not_found` for an application or environment that is not there or not the caller's to see. */
export function expectSeen({ platform, caller }: Ask, { applicationId, environmentId }: Place): Promise<void> {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_SERIES, scope)
    const environments = await environmentsOf(tx, applicationId)
    if (!environments.some(({ id }) => id === environmentId)) throw new Fault(common.not_found)
  })
}
