/** Table `record`. */
import { sql, type RawBuilder } from 'kysely'
import type { Reach } from '#core/identity/public.ts'
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
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly deletedAt: Instant | null
}

const columns = sql`
  r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.version,
  r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt"`

/** What an insert or a change writes. */
export interface RecordWrite {
  readonly id: string
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly audience: Audience
  readonly title: string
  readonly state: string
  /** Searched together with the title. */
  readonly searchText: string
  readonly at: Instant
}

const columnsOf = ({ clientId, applicationId, audience, title, state, searchText }: RecordWrite) => ({
  client_id: clientId,
  application_id: applicationId,
  audience,
  title,
  state,
  search: sql<string>`to_tsvector('simple', ${`${title}\n${searchText}`})`,
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

/** Deleted ones too: whoever asks decides. */
export async function findRecord(tx: Tx, id: string): Promise<RecordRow | undefined> {
  const rows = await named(tx, 'records.findRecord', sql<RecordRow>`select ${columns} from record r where r.id = ${id}`)
  return rows[0]
}

export interface RecordsAsk {
  readonly reach: Reach
  readonly kind: Thing
  /** Undefined: any. */
  readonly states: readonly string[] | undefined
  readonly clientId: string | undefined
  readonly applicationId: string | undefined
  /** Only records older than this one; null begins at the newest. */
  readonly beforeId: string | null
  readonly limit: number
}

/** Newest first, without deleted ones. */
export function listRecords(tx: Tx, ask: RecordsAsk): Promise<RecordRow[]> {
  // A filter that is not given is not part of the statement, so that each form finds its index.
  const conditions = [
    sql`r.kind = ${ask.kind}`,
    sql`r.deleted_at is null`,
    ...(ask.reach.everything ? [] : [within(ask.reach)]),
    ...(ask.states === undefined ? [] : [sql`r.state = any(${ask.states}::text[])`]),
    ...(ask.clientId === undefined ? [] : [sql`r.client_id = ${ask.clientId}`]),
    ...(ask.applicationId === undefined ? [] : [sql`r.application_id = ${ask.applicationId}`]),
    ...(ask.beforeId === null ? [] : [sql`r.id < ${ask.beforeId}`]),
  ]
  return named(
    tx,
    'records.listRecords',
    sql<RecordRow>`select ${columns} from record r where ${sql.join(conditions, sql` and `)} order by r.id desc limit ${ask.limit}`,
  )
}

function within(reach: Exclude<Reach, { readonly everything: true }>): RawBuilder<unknown> {
  const areas = reach.areas.filter(({ audiences }) => audiences.length > 0)
  if (areas.length === 0) return sql`false`
  const fits = areas.map(({ clientId, applicationId, audiences }) => {
    const parts = [
      ...(clientId === null ? [] : [sql`r.client_id = ${clientId}`]),
      ...(applicationId === null ? [] : [sql`r.application_id = ${applicationId}`]),
      sql`r.audience = any(${audiences}::text[])`,
    ]
    return sql`(${sql.join(parts, sql` and `)})`
  })
  return sql`(${sql.join(fits, sql` or `)})`
}
