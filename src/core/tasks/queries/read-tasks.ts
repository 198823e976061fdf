/** Tasks as their readers see them. */
import { peopleByIds, requirePermission } from '#core/identity/public.ts'
import { countRecords, findRecord, listRecords, recordKindsOf, scopeOfRecord, showRecords } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, later } from '#kit/time.ts'
import { toId } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { NowItem } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { Task, tasksContract } from '../contract/contract.ts'
import { taskKind } from '../contract/kind.ts'
import { READ_TASKS } from '../domain/permissions.ts'
import { NOW_MAX, type TaskState } from '../domain/words.ts'
import { findTask } from '../store/tasks.ts'

/** Who reads, on which platform. */
export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

type List = (typeof tasksContract)['listTasks']
type Count = (typeof tasksContract)['countTasks']

export function listTasks({ platform, caller }: Ask, { query }: HandledOf<List>): Promise<ReplyOf<List>> {
  return platform.work.read(async (tx) => {
    const page = await listRecords(tx, { kind: taskKind, caller, clock: platform.clock }, query)
    return { items: await showRecords<TaskState>(tx, page.items), nextCursor: page.nextCursor }
  })
}

export function countTasks({ platform, caller }: Ask, { query }: HandledOf<Count>): Promise<ReplyOf<Count>> {
  return platform.work.read((tx) => countRecords(tx, { kind: taskKind, caller, clock: platform.clock }, query.filter))
}

export function readTask({ platform, caller }: Ask, id: string): Promise<Task> {
  return platform.work.read(async (tx) => {
    const [row, task] = await Promise.all([findRecord(tx, id), findTask(tx, id)])
    if (row === undefined || task === undefined || row.deletedAt !== null) throw new Fault(common.not_found)
    requirePermission(caller, READ_TASKS, scopeOfRecord(row))
    const { description, completedAt, createdBy, recordId } = task
    const [shown] = await showRecords<TaskState>(tx, [row])
    const maker = createdBy === null ? undefined : (await peopleByIds(tx, [createdBy])).get(createdBy)
    if (shown === undefined) throw new Fault(common.not_found)
    return {
      ...shown,
      description,
      completedAt,
      createdBy: maker === undefined ? null : { id: maker.id, name: maker.name },
      record: recordId === null ? null : await cardOf(tx, { platform, caller }, recordId),
    }
  })
}

async function cardOf(tx: Tx, { platform, caller }: Ask, id: string): Promise<Task['record']> {
  const kinds = recordKindsOf(platform)
  const row = await findRecord(tx, id)
  const card = row !== undefined && kinds.isSeenBy(caller, row) ? kinds.cardOf(row) : undefined
  return row === undefined || card === undefined
    ? null
    : { id: toId(row.kind, row.id), label: card.label, title: card.title, href: card.href }
}

/** The caller's own tasks that are overdue or due within a day. */
export async function tasksNow({ platform, caller }: Ask): Promise<readonly NowItem[]> {
  if (!caller.holds(READ_TASKS)) return []
  const now = platform.clock.now()
  const call = { filter: 'is:open assignee:me due:1d', sort: 'due', limit: NOW_MAX } as const
  const { items } = await platform.work.read((tx) => listRecords(tx, { kind: taskKind, caller, clock: platform.clock }, call))
  return items.flatMap((row) => {
    const card = taskKind.cardOf(row, toId('task', row.id))
    if (row.dueAt === null) return []
    const isOverdue = row.dueAt <= now
    return {
      band: isOverdue ? ('breaching' as const) : ('due' as const),
      key: isOverdue ? 'tasks.overdue' : 'tasks.due',
      values: { title: card.title, label: card.label },
      title: card.title,
      reason: isOverdue ? `Your task ${card.label} is overdue` : `Your task ${card.label} is due within 24 hours`,
      href: card.href,
      since: isOverdue ? row.dueAt : later(row.dueAt, -DAY_MS),
    }
  })
}
