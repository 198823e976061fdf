/** Decisions as lists and pages show them. */
import { peopleByIds, signedIn, type PersonSummary } from '#core/identity/public.ts'
import { labelOf } from '#core/records/contract/kind.ts'
import { countRecords, listRecords, recordKindsOf, showActor, type RecordRow } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Decision, DecisionListRow, decisionsContract } from '../contract/contract.ts'
import { decisionKind } from '../contract/kind.ts'
import { READ_DECISIONS, WRITE_DECISIONS } from '../domain/permissions.ts'
import { VIEWS_MAX, type DecisionState } from '../domain/words.ts'
import { countViews, findDecision } from '../store/decisions.ts'
import { listViews, type ViewRow } from '../store/views.ts'

type Routes = typeof decisionsContract
/** What reading needs of the platform. */
export type Reading = Pick<Platform, 'work' | 'log' | 'clock'>
type People = ReadonlyMap<string, PersonSummary>

export function listDecisions(
  platform: Reading,
  caller: Caller,
  { query }: HandledOf<Routes['listDecisions']>,
): Promise<ReplyOf<Routes['listDecisions']>> {
  return platform.work.read(async (tx) => {
    const page = await listRecords(tx, { kind: decisionKind, caller, clock: platform.clock }, query)
    const ids = page.items.map(({ id }) => id)
    const views = new Map((await countViews(tx, ids)).map(({ id, asked, given }) => [id, { asked, given }]))
    const people = await peopleByIds(
      tx,
      page.items.flatMap(({ assigneeId }) => (assigneeId === null ? [] : [assigneeId])),
    )
    const items = page.items.map((record) => ({ ...rowOf(record, people), views: views.get(record.id) ?? { asked: 0, given: 0 } }))
    return { items, nextCursor: page.nextCursor }
  })
}

export function countDecisions(
  platform: Reading,
  caller: Caller,
  { query }: HandledOf<Routes['countDecisions']>,
): Promise<ReplyOf<Routes['countDecisions']>> {
  return platform.work.read((tx) => countRecords(tx, { kind: decisionKind, caller, clock: platform.clock }, query.filter))
}

/** Throws `common.not_found` for what is not there, is deleted or is not the caller's to see. */
export function readDecision(platform: Reading, caller: Caller, id: string): Promise<Decision> {
  return platform.work.read(async (tx) => {
    const wanted = { record: { kind: 'decision' as const, id }, permission: READ_DECISIONS }
    const record = await recordKindsOf(platform).require(tx, caller, wanted)
    const decision = await findDecision(tx, id)
    if (decision === undefined) throw new Fault(common.not_found)
    const views = await listViews(tx, id, VIEWS_MAX)
    const named = [record.assigneeId, decision.decidedBy, ...views.flatMap(({ personId, givenBy }) => [personId, givenBy])]
    const people = await peopleByIds(
      tx,
      named.filter((one) => one !== null),
    )
    const { context, options, chosen, outcome, reason, decidedBy, decidedAt } = decision
    const isOpen = record.state === 'open' && caller.may(WRITE_DECISIONS, { ...record })
    const { personId } = signedIn(caller)
    return {
      ...rowOf(record, people),
      context,
      options: options.map(({ title, text }) => ({ title, text })),
      chosen,
      outcome,
      reason,
      decidedBy: shown(people, decidedBy),
      decidedAt,
      views: views.map((view) => ({ ...viewOf(view, people), mayGive: isOpen && mayGive(view, personId) })),
    }
  })
}

function mayGive({ personId, givenBy }: ViewRow, callerId: string): boolean {
  return (personId === null || personId === callerId) && (givenBy === null || givenBy === callerId)
}

function rowOf(record: RecordRow, people: People): DecisionListRow {
  const { id, kind, number, title, state, clientId, applicationId, assigneeId, dueAt, createdAt, updatedAt, version } = record
  const owner = shown(people, assigneeId)
  const label = labelOf(kind, number)
  return { id, label, question: title, state: state as DecisionState, clientId, applicationId, owner, dueAt, createdAt, updatedAt, version }
}

function viewOf({ id, side, personId, dueAt, askedAt, text, favours, givenBy, givenAt }: ViewRow, people: People) {
  return { id, side, person: shown(people, personId), dueAt, askedAt, text, favours, givenBy: shown(people, givenBy), givenAt }
}

function shown(people: People, id: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: showActor({ kind: 'person', id }, people).name }
}
