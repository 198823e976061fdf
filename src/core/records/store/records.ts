/** Table `record`. */
import { sql } from 'kysely'
import type { Audience } from '#kit/event.ts'
import type { Thing } from '#kit/ids.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export interface RecordRow {
  readonly id: string
  readonly kind: Thing
  readonly number: number
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly audience: Audience
  readonly title: string
  readonly state: string
  readonly assigneeId: string | null
  readonly dueAt: Instant | null
  /** 1 the most urgent. */
  readonly priority: number | null
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly deletedAt: Instant | null
}

/** Of `record r`. */
export const columns = sql`
  r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state,
  r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version,
  r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt"`

/** What an insert or a change writes. */
export interface RecordWrite {
  readonly id: string
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly audience: Audience
  readonly title: string
  readonly state: string
  readonly assigneeId: string | null
  readonly dueAt: Instant | null
  readonly priority: number | null
  /** A tsvector literal: the words by which it is found. */
  readonly search: string
  readonly at: Instant
}

const columnsOf = ({ clientId, applicationId, audience, title, state, assigneeId, dueAt, priority, search }: RecordWrite) => ({
  client_id: clientId,
  application_id: applicationId,
  audience,
  title,
  state,
  assignee_id: assigneeId,
  due_at: dueAt === null ? null : toDate(dueAt),
  priority,
  search: sql<string>`${search}::tsvector`,
})

/** Returns the number. The sequence of the kind is made by the migration of its feature. */
export async function insertRecord(tx: Tx, kind: Thing, write: RecordWrite): Promise<number> {
  const at = toDate(write.at)
  const query = kysely<DB>(tx)
    .insertInto('record')
    .values({
      ...columnsOf(write),
      id: write.id,
      kind,
      number: sql`nextval(${`record_number_${kind}`}::regclass)`,
      created_at: at,
      updated_at: at,
    })
    .returning('number')
  const rows = await named<{ number: number }>(tx, 'records.insertRecord', query)
  return rows[0]?.number ?? 0
}

/** False when the record is not at this version, is deleted, or is of another kind. */
export async function updateRecord(tx: Tx, kind: Thing, version: number, write: RecordWrite): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('record')
    .set({ ...columnsOf(write), version: version + 1, updated_at: toDate(write.at) })
    .where('id', '=', write.id)
    .where('kind', '=', kind)
    .where('version', '=', version)
    .where('deleted_at', 'is', null)
  return (await affected(tx, 'records.updateRecord', query)) === 1
}

/** Deletes (`deletedAt` an instant) or brings back (null). False when the record is not at this version. */
export async function setDeleted(
  tx: Tx,
  of: { readonly id: string; readonly kind: Thing; readonly version: number; readonly deletedAt: Instant | null; readonly at: Instant },
): Promise<boolean> {
  const deletedAt = of.deletedAt === null ? null : toDate(of.deletedAt)
  const query = kysely<DB>(tx)
    .updateTable('record')
    .set({ deleted_at: deletedAt, version: of.version + 1, updated_at: toDate(of.at) })
    .where('id', '=', of.id)
    .where('kind', '=', of.kind)
    .where('version', '=', of.version)
  return (await affected(tx, 'records.setDeleted', query)) === 1
}

/** The words of a record that are not among those of a new search vector; what a change takes away. */
export async function wordsLostBy(tx: Tx, id: string, search: string): Promise<readonly string[]> {
  const query = sql<{ word: string }>`
    select unnest(tsvector_to_array(r.search)) as word from record r where r.id = ${id}
    except select unnest(tsvector_to_array(${search}::tsvector))`
  return (await named(tx, 'records.wordsLostBy', query)).map(({ word }) => word)
}

/** Held until the transaction ends; deleted ones too. */
export async function lockRecord(tx: Tx, id: string): Promise<RecordRow | undefined> {
  const query = sql<RecordRow>`select ${columns} from record r where r.id = ${id} for no key update`
  return (await named(tx, 'records.lockRecord', query))[0]
}

export interface AboutAsk {
  readonly kind: Thing
  /** UUIDs of those who work on them. */
  readonly assigneeIds: readonly string[]
  /** A tsquery literal that finds texts; null for none. */
  readonly query: string | null
  readonly afterId: string | null
  readonly limit: number
}

/** Records that somebody works on or that a query finds, deleted ones too, by id; for exporting and erasing a person. */
export function findRecordsAbout(tx: Tx, { kind, assigneeIds, query, afterId, limit }: AboutAsk): Promise<RecordRow[]> {
  const told = query === null ? sql`false` : sql`r.search @@ ${query}::tsquery`
  const after = afterId === null ? sql`true` : sql`r.id > ${afterId}::uuid`
  return named(
    tx,
    'records.findRecordsAbout',
    sql<RecordRow>`
      select ${columns} from record r
      where r.kind = ${kind} and (r.assignee_id = any(${assigneeIds}::uuid[]) or ${told}) and ${after} order by r.id limit ${limit}`,
  )
}

/** Leaves the records of a kind that these people work on to nobody; returns how many. */
export function unassignRecords(tx: Tx, kind: Thing, personIds: readonly string[]): Promise<number> {
  const query = sql`update record set assignee_id = null, version = version + 1 where kind = ${kind} and assignee_id = any(${personIds}::uuid[])`
  return affected(tx, 'records.unassignRecords', query)
}

/** Writes title and search anew, deleted or not, whatever the version. */
export async function rewriteRecord(tx: Tx, { id, title, search }: Pick<RecordWrite, 'id' | 'title' | 'search'>): Promise<void> {
  const query = sql`update record set title = ${title}, search = ${search}::tsvector, version = version + 1 where id = ${id}`
  await affected(tx, 'records.rewriteRecord', query)
}

/** In any order, deleted ones left out. */
export function findRecords(tx: Tx, ids: readonly string[]): Promise<RecordRow[]> {
  return named(
    tx,
    'records.findRecords',
    sql<RecordRow>`select ${columns} from record r where r.id = any(${ids}::uuid[]) and r.deleted_at is null`,
  )
}

/** Deleted ones too: whoever asks decides. */
export async function findRecord(tx: Tx, id: string): Promise<RecordRow | undefined> {
  const rows = await named(tx, 'records.findRecord', sql<RecordRow>`select ${columns} from record r where r.id = ${id}`)
  return rows[0]
}

/** Which of them are restricted, deleted ones too. UUIDs. */
export async function restrictedAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const query = sql<{ id: string }>`select r.id from record r where r.id = any(${ids}::uuid[]) and r.audience = 'restricted'`
  return new Set((await named(tx, 'records.restrictedAmong', query)).map(({ id }) => id))
}

/** Makes restricted records the team's own. */
export async function releaseRecords(tx: Tx, ids: readonly string[]): Promise<void> {
  const query = sql`update record set audience = 'internal', version = version + 1 where id = any(${ids}::uuid[]) and audience = 'restricted'`
  await affected(tx, 'records.releaseRecords', query)
}
