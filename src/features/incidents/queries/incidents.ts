/** Incidents as lists and pages show them. Contacts of a client see what is shared with it, without what only the team sees. */
import { labelOf } from '#core/records/contract/kind.ts'
import { tasksOf } from '#core/tasks/public.ts'
import { peopleByIds } from '#core/identity/public.ts'
import { countRecords, listRecords, scopeOfRecord, showActor, showRecords, type RecordRow } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import type { ClockReading } from '#kit/clock/clock.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { promisesFor } from '../access/promises.ts'
import { seenIncident, writableApplication, type Known } from '../access/incident.ts'
import type { Incident, incidentsContract } from '../contract/contract.ts'
import { incidentKind } from '../contract/kind.ts'
import { deadlinesOf } from '../domain/deadlines.ts'
import { isLasting, timesOf } from '../domain/moves.ts'
import { READ_INCIDENTS } from '../domain/permissions.ts'
import { isPrivate } from '../domain/security.ts'
import { consequencesOf, weigh } from '../domain/severity.ts'
import { ALERTS_SHOWN_MAX, EARLIER_SHOWN_MAX, type IncidentState } from '../domain/words.ts'
import { countAlerts, listAlerts } from '../store/alerts.ts'
import { findIncidents, type IncidentRow } from '../store/incidents.ts'
import { listMoves, type MoveRow } from '../store/moves.ts'
import { listSteps } from '../store/playbooks.ts'
import { listEarlier } from '../store/reviews.ts'
import { listComponents, listRoles } from '../store/people.ts'

type Routes = typeof incidentsContract
type Inside = NonNullable<Incident['inside']>

/** Who reads, on which platform. */
export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

export function listIncidents(
  { platform, caller }: Ask,
  { query }: HandledOf<Routes['listIncidents']>,
): Promise<ReplyOf<Routes['listIncidents']>> {
  return platform.work.read(async (tx) => {
    const page = await listRecords(tx, { kind: incidentKind, caller, clock: platform.clock }, query)
    return { items: await rowsOf(tx, page.items), nextCursor: page.nextCursor }
  })
}

export function countIncidents(
  { platform, caller }: Ask,
  { query }: HandledOf<Routes['countIncidents']>,
): Promise<ReplyOf<Routes['countIncidents']>> {
  return platform.work.read((tx) => countRecords(tx, { kind: incidentKind, caller, clock: platform.clock }, query.filter))
}

type Row = ReplyOf<Routes['listIncidents']>['items'][number]

async function rowsOf(tx: Tx, records: readonly RecordRow[]): Promise<Row[]> {
  const shown = await showRecords<IncidentState>(tx, records)
  const incidents = new Map(
    (
      await findIncidents(
        tx,
        shown.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  return shown.flatMap((row) => {
    const incident = incidents.get(row.id)
    return incident === undefined ? [] : [rowOf(row, incident)]
  })
}

function rowOf<R extends object>(row: R, incident: IncidentRow) {
  const { type, severity, environmentId, harmStartedAt } = incident
  return { ...row, type, isPrivate: isPrivate(incident), severity, environmentId, harmStartedAt }
}

/** Throws `common.not_found` for what is not there, is deleted or is not the caller's to see. */
export function readIncident({ platform, caller }: Ask, id: string): Promise<Incident> {
  return platform.work.read(async (tx) => {
    const known = await seenIncident(tx, caller, id)
    const { record, incident } = known
    const moves = await listMoves(tx, id)
    const [shown] = await showRecords<IncidentState>(tx, [record])
    const isTeam = caller.may(READ_INCIDENTS, scopeOfRecord(record, 'internal'))
    const state = record.state as IncidentState
    const { summary, isShared, peopleAffected, harmStartedAt } = incident
    return {
      ...rowOf(shown as NonNullable<typeof shown>, incident),
      summary,
      isShared,
      peopleAffected,
      componentIds: await listComponents(tx, id),
      declaredAt: moves[0]?.at ?? record.createdAt,
      acknowledgedAt: moves.find(({ state: to, isOwn }) => to !== 'declared' && !isOwn)?.at ?? null,
      resolvedAt: isLasting(state) ? null : (moves.findLast(({ state: to }) => to === 'resolved')?.at ?? null),
      ...timesOf(moves, harmStartedAt),
      inside: isTeam ? await insideOf(tx, { platform, caller }, known, moves) : null,
    }
  })
}

async function insideOf(tx: Tx, { platform, caller }: Ask, { record, incident }: Known, moves: readonly MoveRow[]): Promise<Inside> {
  const promises = await promisesFor(platform, tx, record)
  const { response, resolution } = deadlinesOf(moves, promises, platform.clock.now())
  const roles = await listRoles(tx, record.id)
  const { severityReason, effect, reach, cause, fix, declaredBy, postDueAt, firstPostAt, recoveredAt } = incident
  const people = await peopleByIds(tx, [...roles.map(({ personId }) => personId), ...(declaredBy === null ? [] : [declaredBy])])
  const nameOf = (id: string) => ({ id, name: showActor({ kind: 'person', id }, people).name })
  return {
    severityReason,
    effect,
    reach,
    cause,
    fix,
    declaredBy: declaredBy === null ? null : nameOf(declaredBy),
    roles: roles.map(({ role, personId }) => ({ role, person: nameOf(personId) })),
    consequences: isPrivate(incident)
      ? { ...consequencesOf(promises.plan, incident.severity), ...heldBack }
      : consequencesOf(promises.plan, incident.severity),
    response: clockOf(response),
    resolution: clockOf(resolution),
    postDueAt,
    firstPostMs: firstPostAt === null ? null : Math.max(0, firstPostAt - (moves[0]?.at ?? firstPostAt)),
    recoveredAt,
    alerts: { ...(await countAlerts(tx, record.id)), items: (await listAlerts(tx, record.id, ALERTS_SHOWN_MAX)).map(evidenceOf) },
    tasks: await tasksShown(tx, caller, record),
    earlier: await earlierOf(tx, caller, record),
    moves: moves.map(({ at, state, severity, reason, note, isOwn }) => ({ at, state, severity, reason, note, isOwn })),
  }
}

/** A private one wakes nobody, stops no release and is told to nobody: each would tell of it. */
const heldBack = { pages: 'never', publicPostWithinMs: null, freezesReleases: false } as const

/** Tasks have a permission of their own, which an API key may lack. */
async function tasksSeen(tx: Tx, caller: Caller, record: Pick<RecordRow, 'id' | 'clientId' | 'applicationId' | 'audience'>) {
  return caller.may('tasks.read', scopeOfRecord(record, 'internal')) ? tasksOf(tx, record.id) : []
}

async function tasksShown(tx: Tx, caller: Caller, record: RecordRow): Promise<Inside['tasks']> {
  const roles = new Map((await listSteps(tx, record.id)).map(({ taskId, role }) => [taskId, role]))
  const tasks = await tasksSeen(tx, caller, record)
  return tasks.map(({ id, label, title, state, assignee, dueAt }) => ({
    id,
    label,
    title,
    state,
    assignee,
    dueAt,
    role: roles.get(id) ?? null,
  }))
}

async function earlierOf(tx: Tx, caller: Caller, record: RecordRow): Promise<Inside['earlier']> {
  if (record.applicationId === null) return []
  const rows = await listEarlier(tx, { id: record.id, applicationId: record.applicationId, limit: EARLIER_SHOWN_MAX })
  return Promise.all(
    rows.map(async ({ id, number, title, cause, fix }) => {
      const open = (await tasksSeen(tx, caller, { ...record, id, audience: 'internal' })).filter(({ state }) => state === 'open')
      return {
        id,
        label: labelOf('incident', number),
        title,
        cause,
        fix,
        openActions: open.map(({ id, label, title }) => ({ id, label, title })),
      }
    }),
  )
}

function clockOf({ state, reason, dueAt, endedAt, breach }: ClockReading): Inside['response'] {
  return { state, reason, dueAt, endedAt, isMissed: breach !== null }
}

function evidenceOf({
  alertId,
  title,
  severity,
  componentId,
  speaks,
  openedAt,
  recoveredAt,
}: Awaited<ReturnType<typeof listAlerts>>[number]) {
  return { id: alertId, title, severity, componentId, speaks, openedAt, recoveredAt }
}

/** What the plan would say. Throws `common.not_found` for an application that is not there or not the caller's to write in. */
export function foreseeSeverity(
  { platform, caller }: Ask,
  { query }: HandledOf<Routes['foreseeSeverity']>,
): Promise<ReplyOf<Routes['foreseeSeverity']>> {
  return platform.work.read(async (tx) => {
    const scope = await writableApplication(tx, caller, query.applicationId)
    const { plan } = await promisesFor(platform, tx, scope)
    const { severity, pages, startsAtTier, publicPostWithinMs, freezesReleases } = weigh(plan, query)
    return { severity, pages, startsAtTier, publicPostWithinMs, freezesReleases }
  })
}
