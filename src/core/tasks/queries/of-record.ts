/** Tasks that belong to a record. */
import { findRecords, showRecords, type ShownRecord } from '#core/records/public.ts'
import type { Tx } from '#platform/work.ts'
import type { TaskState } from '../domain/words.ts'
import { listTaskIdsOf } from '../store/tasks.ts'

/** Of one record; who needs more plans a project. */
const OF_RECORD_MAX = 200

/** In the order in which they were added, deleted ones left out. Checks no permission: whoever asks sees to `tasks.read`. */
export async function tasksOf(tx: Tx, recordId: string): Promise<readonly (ShownRecord & { readonly state: TaskState })[]> {
  const rows = await findRecords(tx, await listTaskIdsOf(tx, recordId, OF_RECORD_MAX))
  return showRecords<TaskState>(
    tx,
    rows.toSorted((one, other) => one.number - other.number),
  )
}
