/** Moving incidents on, weighing them anew, and changing what is known of them. */
import { watch } from '#core/comments/public.ts'
import { peopleWhoMay } from '#core/identity/public.ts'
import {
  deleteRecord,
  inBatch,
  restoreRecord,
  scopeOfRecord,
  type BatchItem,
  type BatchResult,
  type RecordRow,
} from '#core/records/public.ts'
import {
  incidentChanged,
  incidentComponentsChanged,
  incidentDeleted,
  incidentMoved,
  incidentRestored,
  incidentRoleGiven,
  incidentSeverityChanged,
} from '#events/incidents.ts'
import type { z } from 'zod'
import type { HandledOf } from '#kit/contract.ts'
import { Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { claimIncident } from '../access/incident.ts'
import { isReviewMissing } from '../access/review.ts'
import { promisesFor } from '../access/promises.ts'
import { incidentsCodes } from '../contract/codes.ts'
import type { incidentChange, incidentsContract } from '../contract/contract.ts'
import { incidentKind } from '../contract/kind.ts'
import { isLasting, judgeMove, type MoveReason } from '../domain/moves.ts'
import { READ_INCIDENTS } from '../domain/permissions.ts'
import { isPrivate } from '../domain/security.ts'
import { consequencesOf, weigh } from '../domain/severity.ts'
import { SEVERITY_OF, type IncidentRole, type IncidentState } from '../domain/words.ts'
import { addComponents, listComponents, listRoles, putComponents, putRole } from '../store/people.ts'
import { claimFor, claimIfThere, tell, writing, type Act, type Target, type Writing } from './act.ts'
import { expectWithin, pagingOf } from './declare.ts'
import { handOut } from './hand-out.ts'
import { remind, save, type Change } from './save.ts'

type Routes = typeof incidentsContract
type Facts = HandledOf<Routes['changeIncident']>['body']
type Moving = HandledOf<Routes['moveIncident']>['body']
type Weighing = HandledOf<Routes['weighIncident']>['body']
type BatchChange = z.output<typeof incidentChange>

const refusals: Readonly<Record<Exclude<MoveReason, 'fits'>, string>> = {
  is_so_already: 'It is in that state.',
  was_answered: 'Somebody works on it; that is not taken back.',
  resolve_first: 'Only what is resolved is closed.',
  reopen_first: 'It is over; reopen it first.',
  review_is_missing: 'Finish the review first: its severity demands one.',
}

const OTHER_KIND = 'What is about security stays so, and what is not does not become it: declare another incident and link the two.'

/** What a move brings along. */
export interface Step extends Pick<Change, 'recoveredAt' | 'cause' | 'fix' | 'leadId' | 'note'> {
  readonly state: IncidentState
  readonly reason: string
}

/** Throws `incidents.not_now` for what may not be. */
export async function move(to: Writing, { state, reason, ...change }: Step): Promise<Writing> {
  const from = to.record.state as IncidentState
  const verdict = judgeMove(from, state, { isReviewMissing: await isReviewMissing(to.tx, to.record.id, to.moves) })
  if (!verdict.allowed) throw new Fault(incidentsCodes.not_now, { detail: refusals[verdict.reason as keyof typeof refusals] })
  const saved = await save(to, { ...change, state, moveReason: reason })
  await tell(saved, incidentMoved, { from, to: state, reason })
  return saved
}

/** By a person; cause and fix are logged with it when they say them. */
export function moveIncident(act: Act, target: Target, { state, note, cause, fix }: Moving): Promise<void> {
  return writing(act, target, async (to) => {
    const isReopened = state === 'declared'
    await move(to, {
      state,
      reason: isReopened ? 'reopened' : 'by_hand',
      note,
      ...(cause === undefined ? {} : { cause }),
      ...(fix === undefined ? {} : { fix }),
      ...leadOnAnswer(to),
    })
  })
}

/** Whoever answers first leads, until somebody else does. */
function leadOnAnswer({ act, record }: Writing): Pick<Change, 'leadId'> {
  return record.state === 'declared' && record.assigneeId === null && act.actor.kind === 'person' ? { leadId: act.actor.id } : {}
}

/** Somebody has it. Nothing happens when somebody had it before. */
export async function acknowledge(act: Act, tx: Tx, id: string, reason: string): Promise<void> {
  const to = await claimIfThere(act, tx, id)
  if (to?.record.state !== 'declared') return
  const saved = await move(to, { state: 'acknowledged', reason, ...leadOnAnswer(to) })
  await watchAsLead(saved)
}

/** By the plan from effect and reach, or by hand with a reason. Its consequences follow at once: deadlines, pages, frozen releases. */
export function weighIncident(act: Act, target: Target, body: Weighing): Promise<void> {
  return writing(act, target, async (to) => {
    if (!isLasting(to.record.state as IncidentState)) throw new Fault(incidentsCodes.not_now, { detail: refusals.reopen_first })
    const { plan } = await promisesFor(act.platform, to.tx, to.record)
    const { effect, reach } = body
    if ((effect === 'security') !== (to.incident.type === 'security')) throw new Fault(incidentsCodes.not_now, { detail: OTHER_KIND })
    const weighed = weigh(plan, body)
    const severity = body.severity ?? weighed.severity
    const severityReason = severity === weighed.severity ? weighed.reason : 'by_hand'
    await setSeverity(to, { effect, reach, severity, severityReason, note: body.reason })
  })
}

type Severe = Pick<Required<Change>, 'severity' | 'severityReason' | 'note'> & Pick<Change, 'effect' | 'reach'>

async function setSeverity(to: Writing, { note, ...change }: Severe): Promise<Writing> {
  const from = to.incident.severity
  const saved = await save(to, { ...change, note, moveReason: change.severityReason })
  if (saved.incident.severity === from) return saved
  const promises = await promisesFor(to.act.platform, to.tx, to.record)
  const consequences = consequencesOf(promises.plan, saved.incident.severity)
  const { pages, reason } = await pagingOf(to.tx, promises, { consequences, environmentId: saved.incident.environmentId, at: to.at })
  // Whoever works on it needs no waking.
  // A page would tell whoever is on duty of what is not for them.
  const isOpen = to.record.state === 'declared' && !isPrivate(saved.incident)
  await tell(saved, incidentSeverityChanged, { from, pages: pages && isOpen, reason })
  return saved
}

/** What is left out stays. */
export function changeIncident(act: Act, target: Target, body: Facts): Promise<void> {
  return writing(act, target, async (to) => {
    const { componentIds, ...rest } = body
    const asked = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Omit<Facts, 'componentIds'>
    const before: Readonly<Record<string, unknown>> = { ...to.incident, title: to.record.title }
    const fields = Object.keys(asked).filter((field) => asked[field as keyof typeof asked] !== before[field])
    if (asked.environmentId) {
      await expectWithin(to.tx, to.record.applicationId, { environmentIds: [asked.environmentId], componentIds: [] })
    }
    const saved = fields.length === 0 ? to : await save(to, asked as Change)
    if (fields.length > 0) await tell(saved, incidentChanged, { fields })
    if (componentIds !== undefined) await setComponents(saved, componentIds)
  })
}

async function setComponents(to: Writing, componentIds: readonly string[]): Promise<void> {
  const before = await listComponents(to.tx, to.record.id)
  if (before.length === componentIds.length && componentIds.every((id) => before.includes(id))) return
  await expectWithin(to.tx, to.record.applicationId, { environmentIds: [], componentIds })
  await putComponents(to.tx, to.record.id, componentIds)
  await tell(to, incidentComponentsChanged, { componentIds })
}

/** What is found to be affected as well. */
export async function affect(to: Writing, componentId: string): Promise<void> {
  if ((await addComponents(to.tx, to.record.id, [componentId])) === 0) return
  await tell(to, incidentComponentsChanged, { componentIds: await listComponents(to.tx, to.record.id) })
}

/** `role` lead is the assignee of the record. Null: nobody any more. */
export function giveRole(act: Act, target: Target, role: IncidentRole | 'lead', personId: string | null): Promise<void> {
  return writing(act, target, async (to) => {
    const { tx, record } = to
    const beforeId =
      role === 'lead' ? record.assigneeId : ((await listRoles(tx, record.id)).find((one) => one.role === role)?.personId ?? null)
    if (beforeId === personId) return
    await expectReader(tx, record, personId)
    if (role !== 'lead') await putRole(tx, { incidentId: record.id, role, personId })
    const saved = await save(to, role === 'lead' ? { leadId: personId } : {})
    await tell(saved, incidentRoleGiven, { role, personId, beforeId })
    if (role === 'lead') await watchAsLead(saved)
    else if (personId !== null) {
      await watch(tx, { recordId: record.id, personIds: [personId], reason: 'chosen', at: to.at })
      await handOut(saved, role, personId)
    }
  })
}

async function watchAsLead({ tx, record, at }: Writing): Promise<void> {
  if (record.assigneeId !== null) await watch(tx, { recordId: record.id, personIds: [record.assigneeId], reason: 'owner', at })
}

async function expectReader(tx: Tx, record: RecordRow, personId: string | null): Promise<void> {
  if (personId === null) return
  const [reader] = await peopleWhoMay(tx, { permissions: [READ_INCIDENTS], scope: scopeOfRecord(record), ids: [personId], limit: 1 })
  if (!reader) throw new Fault(incidentsCodes.unknown_person)
}

/** Changes many, each for itself. */
export function changeIncidents(act: Act, items: readonly BatchItem<BatchChange>[]): Promise<BatchResult<BatchChange>[]> {
  return inBatch(items, (item) => act.platform.work.run((tx) => changeOne(act, tx, item)))
}

async function changeOne(
  act: Act,
  tx: Tx,
  { id, version, change }: BatchItem<BatchChange>,
): Promise<{ version: number; before: BatchChange }> {
  if (change.deleted !== undefined) return setDeleted(act, tx, { id, version }, change.deleted)
  const to = await claimFor(act, tx, { id, version })
  const { record, incident } = to
  const before: BatchChange = {}
  let now = to
  if (change.state !== undefined && change.state !== record.state) {
    now = await move(now, { state: change.state, reason: change.state === 'declared' ? 'reopened' : 'by_hand', ...leadOnAnswer(now) })
    // What was answered cannot be unanswered; a reopened incident is how a resolution is taken back.
    if (now.record.state === 'resolved') before.state = 'declared'
  }
  const severity = change.priority === undefined ? incident.severity : SEVERITY_OF[change.priority]
  if (severity !== undefined && severity !== incident.severity) {
    now = await setSeverity(now, { severity, severityReason: 'by_hand', note: '' })
    before.priority = record.priority ?? undefined
  }
  if (change.assigneeId !== undefined && change.assigneeId !== record.assigneeId) {
    await expectReader(tx, record, change.assigneeId)
    now = await save(now, { leadId: change.assigneeId })
    await tell(now, incidentRoleGiven, { role: 'lead', personId: change.assigneeId, beforeId: record.assigneeId })
    await watchAsLead(now)
    before.assigneeId = record.assigneeId
  }
  return { version: now.record.version, before }
}

async function setDeleted(act: Act, tx: Tx, target: Target, deleted: boolean): Promise<{ version: number; before: BatchChange }> {
  const { record, incident } = await claimIncident(tx, act.caller, target)
  if ((record.deletedAt !== null) === deleted) return { version: record.version, before: {} }
  if (deleted && isLasting(record.state as IncidentState)) throw new Fault(incidentsCodes.still_lasts)
  const at = act.platform.clock.now()
  await (deleted ? deleteRecord : restoreRecord)(tx, incidentKind, { id: record.id, version: record.version, at })
  await remind(act.platform, tx, deleted ? { ...incident, ...nothingDue } : incident, at)
  await tell({ act, tx, at, record, incident }, deleted ? incidentDeleted : incidentRestored, {})
  return { version: record.version + 1, before: { deleted: !deleted } }
}

const nothingDue = { responseDueAt: null, resolutionDueAt: null, postDueAt: null, noticeDueAt: null } as const
