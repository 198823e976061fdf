/** Declaring an incident, by hand or by an alert. */
import { uuidv7 } from 'uuidv7'
import { environmentPlaces, scopeOf } from '#core/catalog/public.ts'
import { watch } from '#core/comments/public.ts'
import { calendarOf } from '#core/plan/public.ts'
import { admit, signedIn, type PersonCaller } from '#core/identity/public.ts'
import { findRecord, insertRecord, scopeOfRecord } from '#core/records/public.ts'
import { incidentDeclared } from '#events/incidents.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import { isOpenAt } from '#kit/open-time.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { writableApplication } from '../access/incident.ts'
import { promisesFor } from '../access/promises.ts'
import { incidentsCodes } from '../contract/codes.ts'
import type { incidentsContract } from '../contract/contract.ts'
import { incidentKind } from '../contract/kind.ts'
import type { Promises } from '../domain/deadlines.ts'
import { CLEARANCE, READ_INCIDENTS } from '../domain/permissions.ts'
import { judgePaging, weigh, type Consequences } from '../domain/severity.ts'
import { PRIORITY_OF } from '../domain/words.ts'
import { insertIncident, type IncidentRow } from '../store/incidents.ts'
import { insertMove } from '../store/moves.ts'
import { putComponents } from '../store/people.ts'
import { tell, type Act } from './act.ts'
import { dueOf, earliest, remind } from './save.ts'

type Body = HandledOf<(typeof incidentsContract)['declareIncident']>['body']

/** Returns the UUID. */
export function declareByHand(act: Act & { readonly caller: PersonCaller }, body: Body): Promise<string> {
  const { platform, caller } = act
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { applicationId, environmentId, componentIds } = body
    const scope = await writableApplication(tx, caller, applicationId)
    await expectWithin(tx, applicationId, { environmentIds: environmentId === null ? [] : [environmentId], componentIds })
    const promises = await promisesFor(platform, tx, scope)
    const weighed = weigh(promises.plan, body)
    const type = body.effect === 'security' ? 'security' : 'operational'
    if (type === 'security') expectKeyCleared(caller, scope)
    const paging = await pagingOf(tx, promises, { consequences: weighed, environmentId: body.environmentId, at })
    return declare({ act, tx, at }, scope, {
      title: body.title,
      type,
      severity: weighed.severity,
      severityReason: weighed.reason,
      effect: body.effect,
      reach: body.reach,
      summary: body.summary,
      environmentId: body.environmentId,
      componentIds: body.componentIds,
      alertId: null,
      harmStartedAt: body.harmStartedAt ?? at,
      // A page would tell whoever is on duty of what is not for them; those with the clearance are told in their own ways.
      pages: paging.pages && type === 'operational',
      reason: type === 'operational' ? paging.reason : 'is_private',
    })
  })
}

/** Throws `common.forbidden` for an API key without the clearance: it could not read what it has just declared. */
function expectKeyCleared(caller: PersonCaller, scope: Pick<Scope, 'clientId' | 'applicationId'>): void {
  const { clientId, applicationId } = scope
  const made = scopeOfRecord({ id: caller.personId, clientId, applicationId, audience: 'restricted' })
  if (caller.admittedTo(caller.personId).may(READ_INCIDENTS, made)) return
  throw new Fault(common.forbidden, { detail: `Declaring an incident of security with an API key needs the permission ${CLEARANCE}.` })
}

/** What whoever declares it knows. */
export interface Declaration extends Pick<
  IncidentRow,
  'type' | 'severity' | 'severityReason' | 'effect' | 'reach' | 'summary' | 'environmentId' | 'alertId' | 'harmStartedAt'
> {
  readonly title: string
  readonly componentIds: readonly string[]
  /** Whether somebody is woken now, and why or why not. */
  readonly pages: boolean
  readonly reason: string
}

/** Asks no permission. Returns the UUID; whoever declares it by hand watches it, and sees it also when it is private. */
export async function declare(
  { act, tx, at }: { readonly act: Act; readonly tx: Tx; readonly at: Instant },
  scope: Pick<Scope, 'clientId' | 'applicationId'>,
  { title, componentIds, pages, reason, ...own }: Declaration,
): Promise<string> {
  const { platform, actor } = act
  const id = uuidv7()
  const isOwn = actor.kind === 'system'
  const declaredBy = actor.kind === 'person' ? actor.id : null
  const move = {
    id: uuidv7(),
    incidentId: id,
    at,
    state: 'declared',
    severity: own.severity,
    reason: own.severityReason,
    note: '',
    isOwn,
  } as const
  const fresh = {
    ...own,
    id,
    declaredBy,
    releasedAt: null,
    isShared: false,
    peopleAffected: null,
    touchedAt: isOwn ? null : at,
    ...nothingYet,
  }
  const incident: IncidentRow = { ...fresh, ...(await dueOf(platform, tx, { record: scope, incident: fresh, moves: [move], at })) }
  const { clientId, applicationId } = scope
  const head = {
    id,
    clientId,
    applicationId,
    title,
    state: 'declared',
    dueAt: earliest(incident),
    priority: PRIORITY_OF[own.severity],
  } as const
  await insertRecord(tx, incidentKind, { ...head, facts: incident, at })
  await insertIncident(tx, incident)
  await insertMove(tx, move)
  await putComponents(tx, id, componentIds)
  await remind(platform, tx, incident, at)
  if (own.type === 'security' && act.caller !== null) {
    const personId = signedIn(act.caller).personId
    await admit(platform, tx, actor, { recordIds: [id], personId })
  }
  if (declaredBy !== null) await watch(tx, { recordId: id, personIds: [declaredBy], reason: 'author', at })
  const record = await findRecord(tx, id)
  invariant(record, 'a record that was just written is there')
  await tell({ act, tx, at, record, incident }, incidentDeclared, { alertId: own.alertId, pages, componentIds, reason })
  return id
}

const nothingYet = { recoveredAt: null, cause: '', fix: '', firstPostAt: null, lastPostAt: null } as const

/** Throws `incidents.unknown_place` for what is not of this application. */
export async function expectWithin(
  tx: Tx,
  applicationId: string | null,
  { environmentIds, componentIds }: { readonly environmentIds: readonly string[]; readonly componentIds: readonly string[] },
): Promise<void> {
  const things = [
    ...environmentIds.map((id) => ({ kind: 'environment', id }) as const),
    ...componentIds.map((id) => ({ kind: 'component', id }) as const),
  ]
  for (const thing of things) {
    const scope = await scopeOf(tx, thing)
    if (scope === undefined || scope.applicationId !== applicationId) throw new Fault(incidentsCodes.unknown_place)
  }
}

/** Whether its severity wakes somebody now. */
export async function pagingOf(
  tx: Tx,
  { plan, zone }: Promises,
  of: { readonly consequences: Consequences; readonly environmentId: string | null; readonly at: Instant },
): Promise<ReturnType<typeof judgePaging>> {
  const kind = of.environmentId === null ? undefined : (await environmentPlaces(tx, [of.environmentId])).get(of.environmentId)?.kind
  return judgePaging({
    pages: of.consequences.pages,
    isOpenNow: isOpenAt(calendarOf(plan, zone), of.at),
    environmentPages: kind === undefined || plan.restraint.pagingEnvironments.includes(kind),
  })
}
