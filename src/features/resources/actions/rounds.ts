/**
 * The daily look at each application. What falls due only asks for a job, so that no transaction waits for ClickHouse, and plans the
 * next look: in the morning, or as soon as something that was done can be measured again.
 */
import { z } from 'zod'
import { activeApplication, scopeOf } from '#core/catalog/public.ts'
import { planOf } from '#core/plan/public.ts'
import type { Job } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { nextAudit, nextDeviations, nextLook, soonest } from '../domain/rhythm.ts'
import { measuredFrom } from '../domain/settle.ts'
import { listCurrent } from '../store/findings.ts'
import type { Needs } from './act.ts'
import { AUDIT_DUE } from './audit.ts'
import { DEVIATIONS_DUE } from './deviations.ts'
import { look } from './look.ts'

/** Names the rows of the due table; their record is the application. */
export const LOOK_DUE = 'resources.look'

const payload = z.object({ applicationId: z.uuid() })
export type LookJob = Job<typeof payload>

export const lookJob = (platform: Needs): LookJob => ({
  name: 'resources.look',
  payload,
  attemptsMax: 5,
  run: ({ applicationId }) => look(platform, applicationId, { early: false }),
})

/** The first look at once, the first audit and the first deviations with the others. Idempotent. */
export async function followApplication(platform: Pick<Platform, 'work' | 'clock' | 'due'>, tx: Tx, id: string): Promise<void> {
  const scope = await scopeOf(tx, { kind: 'application', id })
  if (scope === undefined) return
  const now = platform.clock.now()
  const { zone } = await planOf(platform).effective(scope, { tx })
  await platform.due.set(tx, { kind: LOOK_DUE, record: id, at: now })
  await platform.due.set(tx, { kind: AUDIT_DUE, record: id, at: nextAudit(zone, now) })
  await platform.due.set(tx, { kind: DEVIATIONS_DUE, record: id, at: nextDeviations(now) })
}

/** Archived applications are not looked at any more; bringing one back begins anew. */
export async function fallLook(
  platform: Pick<Platform, 'work' | 'clock' | 'jobs' | 'due'>,
  job: LookJob,
  tx: Tx,
  id: string,
): Promise<void> {
  const scope = await scopeOf(tx, { kind: 'application', id })
  if (scope === undefined || !(await activeApplication(tx, id))) return
  const now = platform.clock.now()
  const { zone } = await planOf(platform).effective(scope, { tx })
  const waiting = (await listCurrent(tx, id)).flatMap(({ state, kind, doneAt }) =>
    state === 'measuring' && doneAt !== null ? [measuredFrom(kind, doneAt)] : [],
  )
  // One after another: a look reads a month.
  await platform.jobs.enqueue(tx, job, { applicationId: id }, { key: `${job.name}:${id}`, queue: job.name })
  // Of applications that were there before signals had baselines, too.
  await platform.due.set(tx, { kind: DEVIATIONS_DUE, record: id, at: nextDeviations(now) })
  await platform.due.set(tx, { kind: LOOK_DUE, record: id, at: soonest(nextLook(zone, now), waiting, now) })
}
