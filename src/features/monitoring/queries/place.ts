/** Whom a caller asks for, and what of it they may see. */
import { common, Fault } from '#kit/fault.ts'
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { READ_FIGURES } from '../domain/permissions.ts'
import type { Ask } from './ask.ts'

export interface Place {
  /** UUID */
  readonly applicationId: string
  /** UUID of one environment; all unless said. */
  readonly environmentId: string | undefined
}

/**
 * UUIDs of the environments meant. Throws `common.not_found` for an application or environment that is not there or not the
 * caller's to see.
 */
export function visibleEnvironments({ platform, caller }: Ask, { applicationId, environmentId }: Place): Promise<readonly string[]> {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_FIGURES, scope)
    const all = (await environmentsOf(tx, applicationId)).map(({ id }) => id)
    if (environmentId === undefined) return all
    if (!all.includes(environmentId)) throw new Fault(common.not_found)
    return [environmentId]
  })
}
