/** Writes an incident: record, facts, what it was from when on, and what falls due when. The one place that keeps them in step. */
import { uuidv7 } from 'uuidv7'
import { updateRecord, type RecordRow } from '#core/records/public.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { promisesFor } from '../access/promises.ts'
import { incidentKind } from '../contract/kind.ts'
import { deadlinesOf, decidePost } from '../domain/deadlines.ts'
import type { Move } from '../domain/moves.ts'
import { PRIORITY_OF, type IncidentState } from '../domain/words.ts'
import { nextNotice, noticesOf } from '../domain/security.ts'
import { insertMove } from '../store/moves.ts'
import { updateIncident, type IncidentRow } from '../store/incidents.ts'
import { listNotices } from '../store/security.ts'
import type { Needs, Writing } from './act.ts'
import { handOut } from './hand-out.ts'

/** Names of rows of the due table. */
export const RESPONSE_DUE = 'incidents.response'
export const RESOLUTION_DUE = 'incidents.resolution'
export const POST_DUE = 'incidents.post'
export const NOTICE_DUE = 'incidents.notice'

/** What of an incident is written anew. Deadlines follow from the rest. */
export interface Change extends Partial<Omit<IncidentRow, 'id' | keyof Dues>> {
  readonly title?: string
  readonly state?: IncidentState
  readonly leadId?: string | null
  /** Named reason of a new state or severity. */
  readonly moveReason?: string
  /** What the person says about it. */
  readonly note?: string
}

/** The version rises by one. Returns the incident as it is now. */
export async function save(to: Writing, { title, state, leadId, moveReason = 'by_hand', note = '', ...own }: Change): Promise<Writing> {
  const { act, tx, at, record } = to
  const isOwn = act.actor.kind === 'system'
  const touchedAt = to.incident.touchedAt ?? (isOwn ? null : at)
  const changed: IncidentRow = { ...to.incident, touchedAt, ...own }
  const next = { at, state: state ?? (record.state as IncidentState), severity: changed.severity, isOwn }
  const moves = [...to.moves]
  if (next.state !== record.state || next.severity !== to.incident.severity) {
    const move = { ...next, id: uuidv7(), incidentId: record.id, reason: moveReason, note }
    await insertMove(tx, move)
    moves.push(move)
  }
  const incident = { ...changed, ...(await dueOf(act.platform, tx, { record, incident: changed, moves, at })) }
  const head = {
    title: title ?? record.title,
    state: next.state,
    assigneeId: leadId === undefined ? record.assigneeId : leadId,
    dueAt: earliest(incident),
    priority: PRIORITY_OF[incident.severity],
  }
  const { id, clientId, applicationId, version } = record
  await updateRecord(tx, incidentKind, { id, clientId, applicationId, version, at, ...head, facts: incident })
  await updateIncident(tx, incident)
  await remind(act.platform, tx, incident, at)
  if (head.assigneeId !== null && head.assigneeId !== record.assigneeId) await handOut(to, 'lead', head.assigneeId)
  const audience = incidentKind.audienceOf(incident)
  return { ...to, moves, incident, record: { ...record, ...head, audience, version: version + 1, updatedAt: at } }
}

export interface Dues extends Pick<IncidentRow, 'responseDueAt' | 'resolutionDueAt' | 'postDueAt' | 'noticeDueAt'> {}

/** What falls due next, by the plan that counts there now. */
export async function dueOf(
  platform: Needs,
  tx: Tx,
  of: {
    readonly record: Pick<RecordRow, 'clientId' | 'applicationId'>
    readonly incident: Pick<IncidentRow, 'id' | 'type' | 'releasedAt' | 'lastPostAt'>
    readonly moves: readonly Move[]
    readonly at: Instant
  },
): Promise<Dues> {
  const { incident, moves, at } = of
  const promises = await promisesFor(platform, tx, of.record)
  const { response, resolution } = deadlinesOf(moves, promises, at)
  const isSecurity = incident.type === 'security'
  const release = isSecurity ? { releasedAt: incident.releasedAt } : {}
  const said = isSecurity ? await listNotices(tx, incident.id) : []
  return {
    responseDueAt: response.endedAt === null ? response.dueAt : null,
    resolutionDueAt: resolution.endedAt === null ? resolution.dueAt : null,
    postDueAt: decidePost({ plan: promises.plan, moves, lastPostAt: incident.lastPostAt, ...release }).dueAt,
    noticeDueAt: isSecurity ? nextNotice(noticesOf(promises.plan, moves[0]?.at ?? at, said)) : null,
  }
}

export function earliest({ responseDueAt, resolutionDueAt, postDueAt, noticeDueAt }: Dues): Instant | null {
  const all = [responseDueAt, resolutionDueAt, postDueAt, noticeDueAt].filter((at) => at !== null)
  return all.length === 0 ? null : (Math.min(...all) as Instant)
}

/** What was due before it was written reminds nobody again. */
export async function remind({ due }: Pick<Needs, 'due'>, tx: Tx, incident: Dues & { readonly id: string }, at: Instant): Promise<void> {
  const rows = [
    [RESPONSE_DUE, incident.responseDueAt],
    [RESOLUTION_DUE, incident.resolutionDueAt],
    [POST_DUE, incident.postDueAt],
    [NOTICE_DUE, incident.noticeDueAt],
  ] as const
  for (const [kind, dueAt] of rows) {
    if (dueAt !== null && dueAt > at) await due.set(tx, { kind, record: incident.id, at: dueAt })
    else await due.clear(tx, { kind, record: incident.id })
  }
}
