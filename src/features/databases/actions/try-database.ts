/** Trying whether a database can be read, before it is kept or after it was changed. */
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { requirePermission } from '#core/identity/public.ts'
import { claimPlace } from '../access/place.ts'
import { openPassword } from '../access/sealed.ts'
import { databasesCodes } from '../contract/codes.ts'
import type { databasesContract } from '../contract/contract.ts'
import { failureOf } from '../domain/failures.ts'
import { APPROVE_PRIVATE, WRITE_DATABASES } from '../domain/permissions.ts'
import { keepsPassword, needsApproval, type Target } from '../domain/target.ts'
import { openSession } from '../store/open.ts'
import { findWatched } from '../store/watched.ts'

/** A trial shows no statements; any threshold does. */
const TRIAL_SLOW_MS = 60_000

export interface TryNeeds {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'secrets' | 'egress'>
  readonly caller: Caller
}

type Trial = HandledOf<(typeof databasesContract)['tryDatabase']>['body']
type Answer = ReplyOf<(typeof databasesContract)['tryDatabase']>

export async function tryDatabase(needs: TryNeeds, body: Trial): Promise<Answer> {
  const target = await targetOf(needs, body)
  try {
    const session = await openSession(needs.platform.egress, target)
    try {
      const { serverVersion, lacks } = await session.read({ at: needs.platform.clock.now(), slowMs: TRIAL_SLOW_MS })
      return { reached: true, reason: null, detail: '', serverVersion, lacks: [...lacks] }
    } finally {
      session.close()
    }
  } catch (error) {
    return { reached: false, ...failureOf(error), serverVersion: null, lacks: [] }
  }
}

function targetOf({ platform, caller }: TryNeeds, { environmentId, databaseId, password, ...place }: Trial): Promise<Target> {
  return platform.work.read(async (tx) => {
    const { scope } = await claimPlace(tx, caller, { environmentId, permission: WRITE_DATABASES })
    const row = databaseId === null ? undefined : await findWatched(tx, databaseId)
    if (databaseId !== null && row?.environmentId !== environmentId) throw new Fault(common.not_found)
    if (needsApproval(row ?? null, place)) requirePermission(caller, APPROVE_PRIVATE, scope)
    if (password !== null) return { ...place, password }
    if (row === undefined || !keepsPassword(row, place)) throw new Fault(databasesCodes.password_needed)
    return { ...place, password: openPassword(platform, row) }
  })
}
