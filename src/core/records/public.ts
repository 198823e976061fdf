/**
 * What features ask of records. A feature keeps its own facts in its own table under the same id, and writes both in one
 * transaction: `insertRecord` first, its own row next, its event last.
 */
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { RecordKind } from './contract/kind.ts'
import * as store from './store/records.ts'

export { eventWordsOf, type EventWords } from './event-words.ts'
export { recordKindsOf, scopeOfRecord, type RecordKinds, type RecordWanted } from './kinds.ts'
export { showActor } from './domain/actor.ts'
export { visibleTo } from './queries/visible.ts'
export { findRecord, listRecords, type RecordRow, type RecordsAsk } from './store/records.ts'

/** Of a record as a feature writes it; UUIDs. `facts` are the feature's own, from which audience and search text follow. */
export interface RecordDraft<State extends string, Facts> {
  readonly id: string
  readonly clientId: string | null
  readonly applicationId: string | null
  /** At most 300 characters. */
  readonly title: string
  readonly state: State
  readonly facts: Facts
  readonly at: Instant
}

/** Returns the number of the new record within its kind, from 1. */
export function insertRecord<S extends string, F>(tx: Tx, kind: RecordKind<S, F>, draft: RecordDraft<S, F>): Promise<number> {
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
  if (!(await store.updateRecord(tx, kind.kind, draft.version, toWrite(kind, draft)))) await refuse(tx, kind, draft.id)
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
  const { id, clientId, applicationId, title, state, facts, at } = draft
  return { id, clientId, applicationId, title, state, at, audience: kind.audienceOf(facts), searchText: kind.searchText(facts) }
}
