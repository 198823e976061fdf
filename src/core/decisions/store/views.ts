/** Table `decision_view`: what was asked of whom, and what they said. */
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Side } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface ViewRow {
  readonly id: string
  readonly decisionId: string
  readonly side: Side
  readonly personId: string | null
  readonly dueAt: Instant | null
  readonly askedAt: Instant
  /** Null: an erased person, or a script. */
  readonly askedBy: string | null
  readonly text: string | null
  readonly favours: number | null
  readonly givenBy: string | null
  readonly givenAt: Instant | null
}

const columns = [
  'id',
  'decision_id as decisionId',
  'side',
  'person_id as personId',
  'due_at as dueAt',
  'asked_at as askedAt',
  'asked_by as askedBy',
  'text',
  'favours',
  'given_by as givenBy',
  'given_at as givenAt',
] as const

const dateOf = (at: Instant | null): Date | null => (at === null ? null : toDate(at))

export type NewView = Pick<ViewRow, 'id' | 'decisionId' | 'side' | 'personId' | 'dueAt' | 'askedAt' | 'askedBy'>

export async function insertView(tx: Tx, { id, decisionId, side, personId, dueAt, askedAt, askedBy }: NewView): Promise<void> {
  const asked = { id, decision_id: decisionId, side, person_id: personId }
  const query = kysely<DB>(tx)
    .insertInto('decision_view')
    .values({ ...asked, due_at: dateOf(dueAt), asked_at: toDate(askedAt), asked_by: askedBy })
  await affected(tx, 'decisions.insertView', query)
}

/** In the order in which they were asked for. */
export function listViews(tx: Tx, decisionId: string, limit: number): Promise<ViewRow[]> {
  const query = kysely<DB>(tx).selectFrom('decision_view').select(columns).where('decision_id', '=', decisionId).orderBy('id').limit(limit)
  return named<ViewRow>(tx, 'decisions.listViews', query)
}

/** Undefined also for a view of another decision. */
export async function findView(tx: Tx, decisionId: string, id: string): Promise<ViewRow | undefined> {
  const query = kysely<DB>(tx).selectFrom('decision_view').select(columns).where('decision_id', '=', decisionId).where('id', '=', id)
  return (await named<ViewRow>(tx, 'decisions.findView', query))[0]
}

export async function giveView(
  tx: Tx,
  { id, text, favours, givenBy, givenAt }: Pick<ViewRow, 'id' | 'text' | 'favours' | 'givenBy' | 'givenAt'>,
) {
  const query = kysely<DB>(tx)
    .updateTable('decision_view')
    .set({ text, favours, given_by: givenBy, given_at: dateOf(givenAt) })
    .where('id', '=', id)
  await affected(tx, 'decisions.giveView', query)
}

/** Somebody else is asked. */
export async function updateAsked(tx: Tx, id: string, personId: string): Promise<void> {
  const query = kysely<DB>(tx).updateTable('decision_view').set({ person_id: personId }).where('id', '=', id)
  await affected(tx, 'decisions.updateAsked', query)
}

export async function deleteView(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'decisions.deleteView', kysely<DB>(tx).deleteFrom('decision_view').where('id', '=', id))
}

/** Options were replaced: a preference for one of them says nothing any more. */
export async function forgetPreferences(tx: Tx, decisionId: string): Promise<void> {
  const query = kysely<DB>(tx).updateTable('decision_view').set({ favours: null }).where('decision_id', '=', decisionId)
  await affected(tx, 'decisions.forgetPreferences', query)
}

export interface WaitingView {
  readonly id: string
  readonly decisionId: string
  readonly side: Side
  readonly dueAt: Instant | null
  readonly askedAt: Instant
}

/** Asked of that person and not given, the most urgent first; of open decisions only, which the caller sees to. */
export function listWaitingViews(tx: Tx, personId: string, limit: number): Promise<WaitingView[]> {
  const query = kysely<DB>(tx)
    .selectFrom('decision_view')
    .select(['id', 'decision_id as decisionId', 'side', 'due_at as dueAt', 'asked_at as askedAt'])
    .where('person_id', '=', personId)
    .where('text', 'is', null)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
  return named<WaitingView>(tx, 'decisions.listWaitingViews', query)
}
