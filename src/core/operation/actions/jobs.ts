/** Giving dead jobs and parked reactions another try, and discarding dead jobs. */
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { jobDiscarded, jobRetried, jobsDiscarded, jobsRetried, reactionRetried } from '#events/operation.ts'
import type { EventKind } from '#kit/event.ts'
import { Fault, invariant } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { DeadJob } from '#platform/jobs/jobs.ts'
import type { Needs } from '../needs.ts'
import type { z } from 'zod'
import { operationCodes } from '../contract/codes.ts'
import { DEAD_JOBS_AT_ONCE_MAX, DEAD_JOBS_PAGE } from '../domain/bounds.ts'
import { WRITE_JOBS } from '../domain/permissions.ts'

export async function retryDeadJob(platform: Needs, caller: Caller, job: string): Promise<void> {
  requirePermission(caller, WRITE_JOBS, organisationScope)
  if (!(await platform.jobs.retry(job))) throw new Fault(operationCodes.job_not_dead)
  await tell(platform, caller, jobRetried, { job })
}

export async function discardDeadJob(platform: Needs, caller: Caller, job: string): Promise<void> {
  requirePermission(caller, WRITE_JOBS, organisationScope)
  if (!(await platform.jobs.discard(job))) throw new Fault(operationCodes.job_not_dead)
  await tell(platform, caller, jobDiscarded, { job })
}

/** How many were handled, and whether dead jobs of the task may remain. */
export interface Handled {
  readonly handled: number
  readonly more: boolean
}

export async function retryDeadJobs(platform: Needs, caller: Caller, task: string): Promise<Handled> {
  requirePermission(caller, WRITE_JOBS, organisationScope)
  const done = await forEachDead(platform, task, (id) => platform.jobs.retry(id))
  if (done.handled > 0) await tell(platform, caller, jobsRetried, { task, count: done.handled })
  return done
}

export async function discardDeadJobs(platform: Needs, caller: Caller, task: string): Promise<Handled> {
  requirePermission(caller, WRITE_JOBS, organisationScope)
  const done = await forEachDead(platform, task, (id) => platform.jobs.discard(id))
  if (done.handled > 0) await tell(platform, caller, jobsDiscarded, { task, count: done.handled })
  return done
}

/** True when the reaction passed; false when it failed again, or nothing waits under this id. */
export async function retryParkedReaction(platform: Needs, caller: Caller, parkedId: string): Promise<boolean> {
  requirePermission(caller, WRITE_JOBS, organisationScope)
  await tell(platform, caller, reactionRetried, { parkedId })
  return platform.log.retryParked(parkedId)
}

/** Goes through the list once, from the newest; those handled leave it, so that a page further on is never skipped. */
async function forEachDead(platform: Needs, task: string, handle: (id: string) => Promise<boolean>): Promise<Handled> {
  let handled = 0
  for (let before: string | null = null; ;) {
    const page: readonly DeadJob[] = await platform.jobs.dead({ before, limit: DEAD_JOBS_PAGE })
    for (const job of page.filter(({ name }) => name === task)) {
      if (handled >= DEAD_JOBS_AT_ONCE_MAX) return { handled, more: true }
      if (await handle(job.id)) handled += 1
    }
    before = page.at(-1)?.id ?? null
    if (page.length < DEAD_JOBS_PAGE) return { handled, more: false }
  }
}

/** The queue has its own transactions, so the event follows what it tells of; a crash between the two loses only the event. */
async function tell<P extends z.ZodType>(platform: Needs, caller: Caller, event: EventKind<P>, particulars: z.input<P>): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const organisation = await findOrganisation(tx)
    invariant(organisation, 'jobs are handled by people, who come after set-up')
    const record = { kind: 'organisation' as const, id: organisation.id }
    await platform.log.publish(tx, { event, actor: caller.ref, record, scope: organisationScope, at, particulars })
  })
}
