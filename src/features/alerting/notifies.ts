/** Who is told of alerts beside those on duty: whoever looks after the application. Told of the end is who was told of the beginning. */
import { ownersOf } from '#core/catalog/public.ts'
import { alertOpened, alertRaised, alertRecovered, alertReminded } from '#events/alerting.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Notifies, NoticeTopic, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { findAlert } from './store/alerts.ts'

const opened: NoticeTopic = { key: 'alerting.opened', title: 'Something you look after has an alert' }
const over: NoticeTopic = { key: 'alerting.recovered', title: 'An alert you were told of is over' }

async function owners({ record, scope }: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  const alert = await findAlert(tx, record.id)
  if (alert === undefined || alert.isLearning || alert.foldedInto !== null || scope.applicationId === null) return []
  const people = await ownersOf(tx, scope.applicationId)
  return people.map(({ personId, part }) => ({ personId, reason: part }))
}

async function whoKnows(event: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  const alert = await findAlert(tx, event.record.id)
  if (alert?.acknowledgedBy) return [{ personId: alert.acknowledgedBy, reason: 'assigned' }]
  return owners(event, tx)
}

export const alertNotifies: readonly Notifies[] = [
  { on: alertOpened, topic: opened, whom: owners },
  { on: alertRaised, topic: opened, whom: owners },
  { on: alertReminded, topic: opened, whom: whoKnows },
  { on: alertRecovered, topic: over, whom: owners },
]
