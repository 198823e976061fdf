/** Who sees a duty schedule. */
import { organisationScope } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { READ_DUTY } from '../domain/permissions.ts'
import { listSchedules, type ScheduleRow } from '../store/schedules.ts'

/** Duty is the organisation's own: whoever may read it everywhere sees it, and whoever stands in a rotation sees that schedule. */
export function isSeenBy(caller: Caller, { layers }: Pick<ScheduleRow, 'layers'>): boolean {
  const { kind, id } = caller.ref
  return caller.may(READ_DUTY, organisationScope) || (kind === 'person' && layers.some(({ people }) => people.includes(id)))
}

/** Throws `common.not_found` for one that is not there, or not for this caller. */
export async function seenSchedule(tx: Tx, caller: Caller, id: string): Promise<ScheduleRow> {
  const [row] = await listSchedules(tx, { ids: [id], limit: 1 })
  if (row === undefined || !isSeenBy(caller, row)) throw new Fault(common.not_found)
  return row
}
