/** Admitting people by name to records that are restricted, and closing them again. Whoever owns the record asks the permission. */
import { personAdmitted, personDismissed } from '#events/identity.ts'
import type { ActorRef } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import type { Platform } from '#platform/platform.ts'
import { admittedPeople, deleteAdmission, insertAdmission } from '../store/admissions.ts'
import { aboutPerson } from './about.ts'

/** Access is read anew wherever these events of the log arrive. */
type Needs = Pick<Platform, 'clock' | 'log'>

/** Who, and to which records; UUIDs. */
export interface Admission {
  readonly recordIds: readonly string[]
  readonly personId: string
}

/** False when they were admitted to all of them before; nothing is told then. */
export async function admit(platform: Needs, tx: Tx, actor: ActorRef, { recordIds, personId }: Admission): Promise<boolean> {
  const at = platform.clock.now()
  let isNew = false
  for (const recordId of recordIds) {
    if (!(await insertAdmission(tx, { recordId, personId, at }))) continue
    isNew = true
    await tell(platform, tx, { actor, event: personAdmitted, recordId, personId })
  }
  return isNew
}

/** False when they were admitted to none of them. */
export async function dismiss(platform: Needs, tx: Tx, actor: ActorRef, { recordIds, personId }: Admission): Promise<boolean> {
  let wasAdmitted = false
  for (const recordId of recordIds) {
    if (!(await deleteAdmission(tx, recordId, personId))) continue
    wasAdmitted = true
    await tell(platform, tx, { actor, event: personDismissed, recordId, personId })
  }
  return wasAdmitted
}

/** For records that are not restricted any more. */
export async function endAdmissions(platform: Needs, tx: Tx, actor: ActorRef, recordIds: readonly string[]): Promise<void> {
  for (const recordId of recordIds) {
    for (const personId of await admittedPeople(tx, recordId)) await dismiss(platform, tx, actor, { recordIds: [recordId], personId })
  }
}

interface Telling {
  readonly actor: ActorRef
  readonly event: typeof personAdmitted | typeof personDismissed
  readonly recordId: string
  readonly personId: string
}

/** Even that somebody sees something is for those who may see it themselves. */
async function tell(platform: Needs, tx: Tx, { actor, event, recordId, personId }: Telling): Promise<void> {
  const { scope, ...about } = aboutPerson(personId, actor, platform.clock.now())
  await platform.log.publish(tx, { event, ...about, scope: { ...scope, audience: 'restricted' }, particulars: { recordId } })
}
