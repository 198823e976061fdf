/** Who is told of what happens to incidents. Whoever is on duty is paged elsewhere; this is for everybody else whom it concerns. */
import { ownersOf } from '#core/catalog/public.ts'
import { watchersTold } from '#core/comments/public.ts'
import { peopleWhoMay } from '#core/identity/public.ts'
import { findRecord } from '#core/records/public.ts'
import {
  incidentDeclared,
  incidentFellDue,
  incidentMoved,
  incidentRecovered,
  incidentReaderAdmitted,
  incidentRoleGiven,
  incidentSeverityChanged,
} from '#events/incidents.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Notifies, NoticeTopic, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { READ_INCIDENTS } from './domain/permissions.ts'

/** More have the clearance for one application nowhere. */
const CLEARED_MAX = 50

const declared: NoticeTopic = { key: 'incidents.declared', title: 'An incident of what is yours is declared' }
const given: NoticeTopic = { key: 'incidents.given', title: 'A role in an incident is given to you' }
const moved: NoticeTopic = { key: 'incidents.moved', title: 'An incident that you work on or watch moves on' }
const due: NoticeTopic = { key: 'incidents.due', title: 'Something about an incident is due' }

/** Those who look after the application. */
async function owners({ scope }: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  if (scope.applicationId === null) return []
  return (await ownersOf(tx, scope.applicationId)).map(({ personId, part }) => ({ personId, reason: part }))
}

/** Of one about security: everybody who may see it, for nobody else hears of it. */
async function declaredTo(event: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  if (event.scope.audience !== 'restricted') return owners(event, tx)
  const cleared = await peopleWhoMay(tx, { permissions: [READ_INCIDENTS], scope: event.scope, limit: CLEARED_MAX })
  return cleared.map(({ id }) => ({ personId: id, reason: 'asked' }))
}

async function admitted({ particulars }: SealedEvent): Promise<readonly Told[]> {
  return [{ personId: incidentReaderAdmitted.particulars.parse(particulars).personId, reason: 'asked' }]
}

async function newHolder({ particulars }: SealedEvent): Promise<readonly Told[]> {
  const { personId } = incidentRoleGiven.particulars.parse(particulars)
  return personId === null ? [] : [{ personId, reason: 'assigned' }]
}

const watchers = ({ record }: SealedEvent, tx: Tx): Promise<readonly Told[]> => watchersTold(tx, record.id)

/** Who leads; those who look after the application while nobody does. */
async function lead(event: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  const leadId = (await findRecord(tx, event.record.id))?.assigneeId
  return leadId ? [{ personId: leadId, reason: 'owner' }] : owners(event, tx)
}

export const incidentNotifies: readonly Notifies[] = [
  { on: incidentDeclared, topic: declared, whom: declaredTo },
  { on: incidentReaderAdmitted, topic: declared, whom: admitted },
  { on: incidentRoleGiven, topic: given, whom: newHolder },
  { on: incidentMoved, topic: moved, whom: watchers },
  { on: incidentSeverityChanged, topic: moved, whom: watchers },
  { on: incidentRecovered, topic: moved, whom: watchers },
  { on: incidentFellDue, topic: due, whom: lead },
]
