/** Tasks of a record that is not restricted any more. */
import { releaseRecords } from '#core/records/public.ts'
import type { Tx } from '#platform/work.ts'
import { taskIdsOf } from '../store/tasks.ts'

/** Makes them the team's own, as the record is. Returns their UUIDs; whoever releases the record tells the log. */
export async function releaseTasksOf(tx: Tx, recordId: string): Promise<readonly string[]> {
  const ids = await taskIdsOf(tx, recordId)
  await releaseRecords(tx, ids)
  return ids
}
