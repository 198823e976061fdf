/** The catalog and identity stand below this part, so who is told of their events is said here. */
import { applicationArchived, applicationChanged, applicationOwnersSet, componentOwnersSet } from '#events/catalog.ts'
import { ownersOf } from '#core/catalog/public.ts'
import type { SealedEvent } from '#kit/event.ts'
import { toId } from '#kit/ids.ts'
import type { Notifies, NoticeTopic, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'

const ownership: NoticeTopic = { key: 'catalog.ownership', title: 'Who looks after what is yours changes' }
const applications: NoticeTopic = { key: 'catalog.applications', title: 'An application of yours is changed or archived' }

/** Those who are named now. */
async function named({ particulars }: SealedEvent): Promise<readonly Told[]> {
  const { owners } = applicationOwnersSet.particulars.parse(particulars)
  return owners.map(({ personId, part }) => ({ personId, reason: part }))
}

async function owners({ record }: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  return (await ownersOf(tx, record.id)).map(({ personId, part }) => ({ personId, reason: part }))
}

const application = ({ scope }: SealedEvent): string =>
  scope.applicationId === null ? '/applications' : `/applications/${toId('application', scope.applicationId)}`

export const catalogNotifies: readonly Notifies[] = [
  { on: applicationOwnersSet, topic: ownership, whom: named, href: application },
  { on: componentOwnersSet, topic: ownership, whom: named, href: application },
  { on: applicationChanged, topic: applications, whom: owners, href: application },
  { on: applicationArchived, topic: applications, whom: owners, href: application },
]
