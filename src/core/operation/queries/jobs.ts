/** What runs in the background, and what could not. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { prefixes } from '#kit/ids.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { ParkedRecord } from '#platform/log/log.ts'
import type { Needs } from '../needs.ts'
import { LATE_DEADLINES_MAX, type jobRoutes, type ParkedReaction } from '../contract/jobs.ts'
import { READ_JOBS } from '../domain/permissions.ts'

type Counts = (typeof jobRoutes)['readJobs']
type DeadList = (typeof jobRoutes)['listDeadJobs']
type ParkedList = (typeof jobRoutes)['listParkedReactions']
type LateList = (typeof jobRoutes)['listLateDeadlines']

export async function readJobs(platform: Needs, caller: Caller): Promise<ReplyOf<Counts>> {
  requirePermission(caller, READ_JOBS, organisationScope)
  return platform.jobs.counts()
}

export async function deadJobPage(platform: Needs, caller: Caller, { query }: HandledOf<DeadList>): Promise<ReplyOf<DeadList>> {
  requirePermission(caller, READ_JOBS, organisationScope)
  const cursor = decodeCursor(query.cursor, '-failed', 1)
  const rows = await platform.jobs.dead({ before: cursor === null ? null : String(cursor[0]), limit: query.limit + 1 })
  const page = pageFrom(rows, query.limit, '-failed', ({ id }) => [id])
  return { ...page, items: page.items.map(({ name, ...job }) => ({ ...job, task: name })) }
}

export async function parkedPage(platform: Needs, caller: Caller, { query }: HandledOf<ParkedList>): Promise<ReplyOf<ParkedList>> {
  requirePermission(caller, READ_JOBS, organisationScope)
  const cursor = decodeCursor(query.cursor, 'parked', 1)
  const rows = await platform.log.parked({ after: cursor === null ? null : String(cursor[0]), limit: query.limit + 1 })
  const page = pageFrom(rows, query.limit, 'parked', ({ id }) => [id])
  return { ...page, items: await Promise.all(page.items.map((row) => withEvent(platform, row))) }
}

export async function lateDeadlines(platform: Needs, caller: Caller): Promise<ReplyOf<LateList>> {
  requirePermission(caller, READ_JOBS, organisationScope)
  const rows = await platform.due.late(LATE_DEADLINES_MAX)
  return { items: rows.map(({ at, ...row }) => ({ ...row, dueAt: at })) }
}

/** What waits is known by its place in the log; the event there says what it is about. */
async function withEvent(platform: Needs, { recordId, seq, ...parked }: ParkedRecord): Promise<ParkedReaction> {
  const [event] = await platform.log.read(seq - 1, 1)
  const kind = event?.record.kind
  return { ...parked, record: kind && kind in prefixes ? { kind, id: recordId } : null, event: { seq, kind: event?.kind ?? 'unknown' } }
}
