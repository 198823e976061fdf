/** Scrape targets as people see them: never with their secrets. */
import type { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { READ_TARGETS, type scrapeTarget } from '../contract/contract.ts'
import { TARGETS_PER_ENVIRONMENT_MAX } from '../domain/limits.ts'
import { findTarget, listTargets as list, type ScrapedTargetRow } from '../store/targets.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work'>
  readonly caller: Caller
}

type Target = z.output<typeof scrapeTarget>

/** Those of its active environments. */
export function listTargets({ platform, caller }: Ask, applicationId: string): Promise<{ items: Target[] }> {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_TARGETS, scope)
    const environmentIds = (await environmentsOf(tx, applicationId)).map(({ id }) => id)
    const limit = environmentIds.length * TARGETS_PER_ENVIRONMENT_MAX
    return { items: (await list(tx, { environmentIds, limit })).map(toTarget) }
  })
}

export function readTarget({ platform, caller }: Ask, id: string): Promise<Target> {
  return platform.work.read(async (tx) => {
    const row = await findTarget(tx, id)
    const scope = row && (await scopeOf(tx, { kind: 'environment', id: row.environmentId }))
    if (!row || !scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_TARGETS, scope)
    return toTarget(row)
  })
}

function toTarget({ credentialKind, username, sealedSecret: _sealed, lastAt, last, ...row }: ScrapedTargetRow): Target {
  return { ...row, credentials: { kind: credentialKind, username }, last: last && lastAt !== null ? { at: lastAt, ...last } : null }
}
