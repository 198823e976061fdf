/** What tasks hold about a person: who works on them, who made them, and texts that name somebody. */
import { labelOf } from '#core/records/contract/kind.ts'
import { findRecords, recordsAbout, rewriteTexts, unassignRecords, type RecordRow } from '#core/records/public.ts'
import { redact } from '#kit/redact.ts'
import type { PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { taskKind } from '../contract/kind.ts'
import { findTask, forgetMakers, tasksMadeBy, updateTask } from '../store/tasks.ts'

/** Tasks that are read at once. */
const PAGE = 200

export const tasksPersonal: PersonalData = {
  export: held,
  erase: async (subject, tx) => {
    const texts = await redactTexts(tx, subject)
    const assigned = await unassignRecords(tx, 'task', subject.personIds)
    const made = await forgetMakers(tx, subject.personIds)
    return { counts: { 'tasks that name them': texts, 'tasks they had': assigned, 'tasks they made': made } }
  },
}

async function* held(subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for await (const row of recordsAbout(tx, 'task', subject)) if (isTold(row)) yield itemOf('tasks', row, await findTask(tx, row.id))
  let afterId: string | null = null
  do {
    const ids: readonly string[] = await tasksMadeBy(tx, subject.personIds, { afterId, limit: PAGE })
    for (const row of (await findRecords(tx, ids)).filter(isTold)) yield itemOf('tasks made', row, await findTask(tx, row.id))
    afterId = ids.length === PAGE ? (ids.at(-1) ?? null) : null
  } while (afterId !== null)
}

/** What is restricted is handed to nobody before it is released, not even to whom it names. */
const isTold = ({ audience }: RecordRow): boolean => audience !== 'restricted'

function itemOf(kind: string, row: RecordRow, task: Awaited<ReturnType<typeof findTask>>): PersonalItem {
  const { title, state, dueAt, createdAt } = row
  return { kind, data: { label: labelOf('task', row.number), title, description: task?.description ?? '', state, dueAt, createdAt } }
}

async function redactTexts(tx: Tx, subject: Subject): Promise<number> {
  let rewritten = 0
  for await (const row of recordsAbout(tx, 'task', subject)) {
    const task = await findTask(tx, row.id)
    if (task === undefined) continue
    const [title, description] = [redact(row.title, subject), redact(task.description, subject)]
    if (title === row.title && description === task.description) continue
    await updateTask(tx, { ...task, description })
    await rewriteTexts(tx, taskKind, { row, title, facts: { description, isRestricted: row.audience === 'restricted' } })
    rewritten++
  }
  return rewritten
}
