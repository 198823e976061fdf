/** Working on an incident about security: measures, notices, who is admitted, and its release. */
import { uuidv7 } from 'uuidv7'
import { admit, admittedPeople, dismiss, endAdmissions, peopleWhoMay, requirePermission } from '#core/identity/public.ts'
import { watch } from '#core/comments/public.ts'
import { scopeOfRecord } from '#core/records/public.ts'
import { releaseTasksOf, taskIdsOf } from '#core/tasks/public.ts'
import {
  incidentMeasureTaken,
  incidentMeasureUndone,
  incidentNoticeSet,
  incidentReaderAdmitted,
  incidentReaderDismissed,
  incidentReleased,
} from '#events/incidents.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { promisesFor } from '../access/promises.ts'
import { incidentsCodes } from '../contract/codes.ts'
import type { securityRoutes } from '../contract/security.ts'
import { CLEARANCE, READ_INCIDENTS } from '../domain/permissions.ts'
import { ADMITTED_MAX, isPrivate, MEASURES_MAX, noticesOf } from '../domain/security.ts'
import { listComponents } from '../store/people.ts'
import { dropNotice, insertMeasure, listMeasures, listNotices, putNotice, setUndone } from '../store/security.ts'
import { tell, writing, type Act, type Writing } from './act.ts'
import { save } from './save.ts'

type Routes = typeof securityRoutes

/** An incident about security, locked. Throws `common.not_found` for others: they have none of this. */
function writingSecurity(act: Act, id: string, body: (to: Writing) => Promise<void>): Promise<void> {
  return writing(act, { id }, (to) => {
    if (to.incident.type !== 'security') throw new Fault(common.not_found)
    return body(to)
  })
}

const personOf = ({ actor }: Act): string | null => (actor.kind === 'person' ? actor.id : null)

/** Whoever takes one works on the incident. Throws `incidents.too_many`. */
export function takeMeasure(act: Act, id: string, body: HandledOf<Routes['takeMeasure']>['body']): Promise<void> {
  return writingSecurity(act, id, async (to) => {
    if ((await listMeasures(to.tx, id)).length >= MEASURES_MAX) throw new Fault(incidentsCodes.too_many)
    const measure = { ...body, id: uuidv7(), incidentId: id, doneAt: to.at, doneBy: personOf(act) }
    await insertMeasure(to.tx, measure)
    await tell(await save(to, {}), incidentMeasureTaken, { measureId: measure.id, step: body.step })
  })
}

/** Nothing happens when it is as it is asked for. */
export function setMeasureUndone(act: Act, id: string, measureId: string, undone: boolean): Promise<void> {
  return writingSecurity(act, id, async (to) => {
    const measure = (await listMeasures(to.tx, id)).find((one) => one.id === measureId)
    if (measure === undefined) throw new Fault(common.not_found)
    if ((measure.undoneAt !== null) === undone) return
    await setUndone(to.tx, { id: measureId, undone: undone ? { at: to.at, by: personOf(act) } : null })
    await tell(await save(to, {}), incidentMeasureUndone, { measureId, step: measure.step, undone })
  })
}

/** Throws `common.not_found` for a framework that wants no notice there. */
export function setNotice(act: Act, id: string, framework: string, body: HandledOf<Routes['setNotice']>['body']): Promise<void> {
  return writingSecurity(act, id, async (to) => {
    const { state, note } = body
    const { plan } = await promisesFor(act.platform, to.tx, to.record)
    const notices = noticesOf(plan, to.moves[0]?.at ?? to.record.createdAt, await listNotices(to.tx, id))
    if (!notices.some((one) => one.framework === framework)) throw new Fault(common.not_found)
    if (state === 'due') await dropNotice(to.tx, id, framework)
    else await putNotice(to.tx, { incidentId: id, framework, state, note, at: to.at, by: personOf(act) })
    await tell(await save(to, {}), incidentNoticeSet, { framework, state })
  })
}

/** With everything that belongs to it: its tasks are as private as it is. */
export function setAdmitted(act: Act, id: string, personId: string, admitted: boolean): Promise<void> {
  return writingSecurity(act, id, async (to) => {
    const { platform, actor } = act
    requireClearance(to)
    if (!isPrivate(to.incident)) throw new Fault(incidentsCodes.not_now, { detail: 'It is released: the whole team sees it.' })
    const recordIds = [id, ...(await taskIdsOf(to.tx, id))]
    if (!admitted) {
      if (await dismiss(platform, to.tx, actor, { recordIds, personId })) await tell(to, incidentReaderDismissed, { personId })
      return
    }
    await expectColleague(to, personId)
    if ((await admittedPeople(to.tx, id)).length >= ADMITTED_MAX) throw new Fault(incidentsCodes.too_many)
    if (!(await admit(platform, to.tx, actor, { recordIds, personId }))) return
    await watch(to.tx, { recordId: id, personIds: [personId], reason: 'chosen', at: to.at })
    await tell(to, incidentReaderAdmitted, { personId })
  })
}

/** Their roles let them see the incidents of the place, were this one not private. */
async function expectColleague({ tx, record }: Writing, personId: string): Promise<void> {
  const scope = scopeOfRecord({ ...record, audience: 'internal' })
  const [reader] = await peopleWhoMay(tx, { permissions: [READ_INCIDENTS], scope, ids: [personId], limit: 1 })
  if (!reader) throw new Fault(incidentsCodes.unknown_person)
}

/** Its tasks come along. From here on it is an incident like any other; nothing happens when it was released before. */
export function releaseIncident(act: Act, id: string): Promise<void> {
  return writingSecurity(act, id, async (to) => {
    requireClearance(to)
    if (!isPrivate(to.incident)) return
    const taskIds = await releaseTasksOf(to.tx, id)
    const saved = await save(to, { releasedAt: to.at })
    await endAdmissions(act.platform, to.tx, act.actor, [id, ...taskIds])
    await tell(saved, incidentReleased, { componentIds: await listComponents(to.tx, id) })
  })
}

function requireClearance({ act, record }: Writing): void {
  if (act.caller !== null) requirePermission(act.caller, CLEARANCE, scopeOfRecord(record))
}
