/** The weekly audit: what is found now, and what was settled since the one before, written down as it is. */
import { uuidv7 } from 'uuidv7'
import { activeApplication, scopeOf } from '#core/catalog/public.ts'
import { activityOf, planOf } from '#core/plan/public.ts'
import { resourceAuditMade } from '#events/resources.ts'
import type { ActorRef, Scope } from '#kit/event.ts'
import { DAY_MS, later } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { internal, seenApplication } from '../access/place.ts'
import { WRITE_RESOURCES } from '../domain/permissions.ts'
import { isDue, nextAudit, weekOfAudit } from '../domain/rhythm.ts'
import { AUDIT_ACTIVITY } from '../domain/words.ts'
import { findAuditTimes, putAudit } from '../store/audits.ts'
import { listCurrent, listSettled } from '../store/findings.ts'
import type { Act } from './act.ts'

/** Names the rows of the due table; their record is the application. */
export const AUDIT_DUE = 'resources.audit'
/** More than a week settles. */
const SETTLED_MAX = 500
const FIRST_DAYS = 7

type Needs = Pick<Platform, 'work' | 'clock' | 'log'>

/** Archived applications have no audits any more. */
export async function fallAudit(platform: Needs & Pick<Platform, 'due'>, tx: Tx, applicationId: string): Promise<void> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined || !(await activeApplication(tx, applicationId))) return
  const { zone } = await write(platform, tx, {
    applicationId,
    scope: internal(scope),
    actor: { kind: 'system', id: AUDIT_DUE },
    isRegular: true,
  })
  await platform.due.set(tx, { kind: AUDIT_DUE, record: applicationId, at: nextAudit(zone, platform.clock.now()) })
}

/** The audit of this week, in place of what was written of it before. Returns its UUID. */
export function makeAudit({ platform, caller }: Act, applicationId: string): Promise<string> {
  return platform.work.run(async (tx) => {
    const scope = await seenApplication(tx, caller, { applicationId, permission: WRITE_RESOURCES })
    return (await write(platform, tx, { applicationId, scope, actor: caller.ref, isRegular: false })).id
  })
}

interface Asked {
  readonly applicationId: string
  readonly scope: Scope
  readonly actor: ActorRef
  /** Made by the calendar, which is when the plan may want one. */
  readonly isRegular: boolean
}

async function write(platform: Needs, tx: Tx, { applicationId, scope, actor, isRegular }: Asked): Promise<{ id: string; zone: string }> {
  const at = platform.clock.now()
  const { plan, zone } = await planOf(platform).effective(scope, { tx })
  const week = weekOfAudit(zone, at)
  const { before, due } = await findAuditTimes(tx, { applicationId, week })
  const current = (await listCurrent(tx, applicationId)).filter(({ state }) => state !== 'dismissed')
  const since = before ?? later(at, -FIRST_DAYS * DAY_MS)
  const settled = await listSettled(tx, { applicationId, since, limit: SETTLED_MAX })
  const wanted = isRegular && isDue(activityOf(plan, AUDIT_ACTIVITY)?.everyMs, due, at)
  const id = await putAudit(tx, { id: uuidv7(), applicationId, week, zone, madeAt: at, isDue: wanted, current, settled })
  const won = settled.filter(({ state }) => state === 'won').length
  await platform.log.publish(tx, {
    event: resourceAuditMade,
    actor,
    record: { kind: 'application', id: applicationId },
    scope,
    at,
    particulars: { auditId: id, week, isDue: wanted, current: current.length, won },
  })
  return { id, zone }
}
