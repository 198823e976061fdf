/** Who is told of windows: those who look after the application, and those who watch the window. */
import { ownersOf } from '#core/catalog/public.ts'
import { watchersTold } from '#core/comments/public.ts'
import { windowCancelled, windowJudged, windowNears, windowOccurrenceChanged, windowPlanned } from '#events/maintenance.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Notifies, NoticeTopic, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'

const planning: NoticeTopic = { key: 'maintenance.planned', title: 'A window of yours is planned, moved or cancelled' }
const near: NoticeTopic = { key: 'maintenance.near', title: 'A window of yours starts within a day' }
const outside: NoticeTopic = { key: 'maintenance.outside', title: 'A window of yours did not stay inside' }

async function affected({ record, scope }: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  const owners = scope.applicationId === null ? [] : await ownersOf(tx, scope.applicationId)
  return [...owners.map(({ personId, part }) => ({ personId, reason: part })), ...(await watchersTold(tx, record.id))]
}

export const maintenanceNotifies: readonly Notifies[] = [
  { on: windowPlanned, topic: planning, whom: affected },
  { on: windowOccurrenceChanged, topic: planning, whom: affected },
  { on: windowCancelled, topic: planning, whom: affected },
  { on: windowNears, topic: near, whom: affected },
  {
    on: windowJudged,
    topic: outside,
    whom: async (event, tx) => ((event.particulars as { stayedInside: boolean | null }).stayedInside === false ? affected(event, tx) : []),
  },
]
