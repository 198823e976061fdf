/**
 * What features ask of records. A feature keeps its own facts in its own table under the same id, and writes both in one
 * transaction: `insertRecord` first, its own row next, its event last.
 */
import { common, Fault } from '#kit/fault.ts'
import type { Audience } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { RecordKind } from './contract/kind.ts'
import { searchVector, textVector } from './domain/words.ts'
import * as store from './store/records.ts'
import { deleteText, putText } from './store/texts.ts'
import { forgetWords, learnWords } from './store/words.ts'

export { eventWordsOf, type EventWords } from './event-words.ts'
export { assignedHandOver } from './hand-over.ts'
export { recordKindsOf, scopeOfRecord, type RecordKinds, type RecordWanted } from './kinds.ts'
export { germanActor, showActor } from './domain/actor.ts'
export { actorNames } from './event-words.ts'
export { visibleTo } from './queries/visible.ts'
export { inBatch, type BatchItem, type BatchResult } from './actions/batch.ts'
export { excerptOf, type Excerpt } from './domain/excerpt.ts'
export { recordsAbout } from './queries/about.ts'
export { countRecords, listRecords, type Listing } from './queries/list.ts'
export { showRecords, type ShownRecord } from './queries/rows.ts'
export { searchRecords, type Found, type SearchAsk, type SearchHit } from './queries/search.ts'
export {
  findRecord,
  findRecords,
  findRecordsAbout,
  lockRecord,
  releaseRecords,
  restrictedAmong,
  unassignRecords,
  type RecordRow,
} from './store/records.ts'
export { joinRecord } from './store/joined.ts'
export { queryNaming } from './domain/question.ts'

/** Of a record as a feature writes it; UUIDs. `facts` are the feature's own, from which audience and search text follow. */
export interface RecordDraft<State extends string, Facts> {
  readonly id: string
  readonly clientId: string | null
  readonly applicationId: string | null
  /** At most 300 characters. */
  readonly title: string
  readonly state: State
  /** UUID of the person who works on it; nobody unless said. */
  readonly assigneeId?: string | null
  readonly dueAt?: Instant | null
  /** One of the kind's priorities. */
  readonly priority?: number | null
  readonly facts: Facts
  readonly at: Instant
}

/** Returns the number of the new record within its kind, from 1. */
export async function insertRecord<S extends string, F>(tx: Tx, kind: RecordKind<S, F>, draft: RecordDraft<S, F>): Promise<number> {
  await learnWords(tx, textOf(kind, draft))
  return store.insertRecord(tx, kind.kind, toWrite(kind, draft))
}

/**
 * Writes the record anew when it is still at `version`; its version rises by one. Throws `common.version_mismatch` when
 * somebody was faster, `common.not_found` when it is deleted or not of this kind.
 */
export async function updateRecord<S extends string, F>(
  tx: Tx,
  kind: RecordKind<S, F>,
  draft: RecordDraft<S, F> & { readonly version: number },
): Promise<void> {
  const write = toWrite(kind, draft)
  const lost = await store.wordsLostBy(tx, draft.id, write.search)
  if (!(await store.updateRecord(tx, kind.kind, draft.version, write))) await refuse(tx, kind, draft.id)
  await learnWords(tx, textOf(kind, draft))
  await forgetWords(tx, lost)
}

/**
 * Writes title and text of a record anew, deleted or not and whatever its version: for erasing what names a person. Words that stand
 * nowhere else leave the dictionary of search as well.
 */
export async function rewriteTexts<S extends string, F>(
  tx: Tx,
  kind: RecordKind<S, F>,
  { row, title, facts }: { readonly row: store.RecordRow; readonly title: string; readonly facts: F },
): Promise<void> {
  const search = searchVector(row, title, kind.searchText(facts))
  const lost = await store.wordsLostBy(tx, row.id, search)
  await store.rewriteRecord(tx, { id: row.id, title, search })
  await forgetWords(tx, lost)
}

/**
 * Lets a record be found by a text that another part keeps about it, such as a comment, for those who may read texts of that
 * audience; what stood there under the same id before is found no more.
 */
export async function indexText(tx: Tx, of: { id: string; recordId: string; audience: Audience; text: string }): Promise<void> {
  const { text, ...row } = of
  const lost = await putText(tx, { ...row, search: textVector(text) })
  await learnWords(tx, text)
  await forgetWords(tx, lost)
}

/** Repeatable. Its words leave the dictionary of search, unless they stand elsewhere. */
export async function dropText(tx: Tx, id: string): Promise<void> {
  await forgetWords(tx, await deleteText(tx, id))
}

/** Which record, at which version, when. */
export interface RecordAt {
  readonly id: string
  readonly version: number
  readonly at: Instant
}

/** Deletes so that it can be brought back. Throws as `updateRecord` does. */
export async function deleteRecord(tx: Tx, kind: Pick<RecordKind, 'kind'>, { id, version, at }: RecordAt): Promise<void> {
  if (!(await store.setDeleted(tx, { id, kind: kind.kind, version, deletedAt: at, at }))) await refuse(tx, kind, id)
}

/** Brings a deleted record back. Throws as `updateRecord` does. */
export async function restoreRecord(tx: Tx, kind: Pick<RecordKind, 'kind'>, { id, version, at }: RecordAt): Promise<void> {
  if (!(await store.setDeleted(tx, { id, kind: kind.kind, version, deletedAt: null, at }))) await refuse(tx, kind, id)
}

async function refuse(tx: Tx, kind: Pick<RecordKind, 'kind'>, id: string): Promise<never> {
  const row = await store.findRecord(tx, id)
  throw new Fault(row && row.kind === kind.kind && row.deletedAt === null ? common.version_mismatch : common.not_found)
}

function toWrite<S extends string, F>(kind: RecordKind<S, F>, draft: RecordDraft<S, F>): store.RecordWrite {
  const { id, clientId, applicationId, title, state, assigneeId = null, dueAt = null, priority = null, facts, at } = draft
  const search = searchVector({ kind: kind.kind, clientId, applicationId }, title, kind.searchText(facts))
  return { id, clientId, applicationId, title, state, assigneeId, dueAt, priority, at, audience: kind.audienceOf(facts), search }
}

function textOf<S extends string, F>(kind: RecordKind<S, F>, { title, facts }: RecordDraft<S, F>): string {
  return `${title}\n${kind.searchText(facts)}`
}
