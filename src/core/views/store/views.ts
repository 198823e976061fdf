/** Table `saved_view`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import type { Thing } from '#kit/ids.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Sharing } from '../domain/sharing.ts'
import type { DB } from './rows.gen.ts'

export interface ViewRow {
  readonly id: string
  readonly kind: Thing
  readonly name: string
  readonly filter: string
  readonly sort: string
  readonly columns: readonly string[]
  readonly ownerId: string
  readonly shared: Sharing
  readonly role: string | null
  readonly version: number
  readonly updatedAt: Instant
  readonly deletedAt: Instant | null
}

const columns = sql`
  v.id, v.kind, v.name, v.filter, v.sort, v.columns, v.owner_id as "ownerId", v.shared, v.role, v.version,
  v.updated_at as "updatedAt", v.deleted_at as "deletedAt"`

export interface ViewsAsk {
  readonly kind: Thing
  readonly personId: string
  readonly roles: readonly string[]
  readonly limit: number
}

/** One's own and those that are shared, by name; without deleted ones. */
export function listViews(tx: Tx, { kind, personId, roles, limit }: ViewsAsk): Promise<ViewRow[]> {
  const query = sql<ViewRow>`
    select ${columns} from saved_view v
    where v.kind = ${kind} and v.deleted_at is null
      and (v.owner_id = ${personId} or v.shared = 'everyone' or (v.shared = 'role' and v.role = any(${roles}::text[])))
    order by lower(v.name), v.id limit ${limit}`
  return named(tx, 'views.listViews', query)
}

/** Deleted ones too. Held until the transaction ends. */
export async function lockView(tx: Tx, id: string): Promise<ViewRow | undefined> {
  const query = sql<ViewRow>`select ${columns} from saved_view v where v.id = ${id} for no key update`
  return (await named(tx, 'views.lockView', query))[0]
}

/** How many a person keeps of a kind. */
export async function countViews(tx: Tx, personId: string, kind: Thing): Promise<number> {
  const query = sql<{ count: number }>`
    select count(*) as count from saved_view where owner_id = ${personId} and kind = ${kind} and deleted_at is null`
  return (await named(tx, 'views.countViews', query))[0]?.count ?? 0
}

export async function insertView(tx: Tx, row: ViewRow): Promise<void> {
  const { id, kind, name, filter, sort, ownerId, shared, role } = row
  const at = toDate(row.updatedAt)
  const query = kysely<DB>(tx)
    .insertInto('saved_view')
    .values({ id, kind, name, filter, sort, columns: [...row.columns], owner_id: ownerId, shared, role, created_at: at, updated_at: at })
  await affected(tx, 'views.insertView', query)
}

/** Whoever updates holds the lock; the version rises by one. */
export async function updateView(tx: Tx, row: ViewRow): Promise<void> {
  const { id, name, filter, sort, shared, role, version, deletedAt } = row
  const query = kysely<DB>(tx)
    .updateTable('saved_view')
    .set({
      name,
      filter,
      sort,
      columns: [...row.columns],
      shared,
      role,
      version: version + 1,
      updated_at: toDate(row.updatedAt),
      deleted_at: deletedAt === null ? null : toDate(deletedAt),
    })
    .where('id', '=', id)
  await affected(tx, 'views.updateView', query)
}

/** Whoever gives it away holds the lock; the version rises by one. */
export async function updateOwner(
  tx: Tx,
  { id, ownerId, at }: { readonly id: string; readonly ownerId: string; readonly at: Instant },
): Promise<void> {
  const query = sql`update saved_view set owner_id = ${ownerId}, version = version + 1, updated_at = ${toDate(at)} where id = ${id}`
  await affected(tx, 'views.updateOwner', query)
}

/** Those of these people, deleted ones too. */
export function viewsOf(tx: Tx, personIds: readonly string[]): Promise<ViewRow[]> {
  const query = sql<ViewRow>`select ${columns} from saved_view v where v.owner_id = any(${personIds}::uuid[]) order by v.id limit ${OWNED_MAX}`
  return named(tx, 'views.viewsOf', query)
}

/** Removes the personal ones of these people for ever; shared ones stay with the others. Returns how many. */
export function removePersonal(tx: Tx, personIds: readonly string[]): Promise<number> {
  const query = sql`delete from saved_view where owner_id = any(${personIds}::uuid[]) and (shared = 'personal' or deleted_at is not null)`
  return affected(tx, 'views.removePersonal', query)
}

/** Views whose name has one of the words in any case; filters hold no free text. */
export function viewsNaming(tx: Tx, words: readonly string[], limit: number): Promise<{ readonly id: string; readonly name: string }[]> {
  const query = sql<{ id: string; name: string }>`
    select id, name from saved_view
    where exists (select from unnest(${words}::text[]) as word where strpos(lower(name), lower(word)) > 0) order by id limit ${limit}`
  return named(tx, 'views.viewsNaming', query)
}

/** Whatever its version: for erasing what names a person. */
export async function renameView(tx: Tx, { id, name }: { readonly id: string; readonly name: string }): Promise<void> {
  await affected(tx, 'views.renameView', kysely<DB>(tx).updateTable('saved_view').set({ name }).where('id', '=', id))
}

/** Deleted ones that are brought back no more. Returns how many. */
export function removeDeletedViews(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  return affected(
    tx,
    'views.removeDeletedViews',
    sql`delete from saved_view where id in (select id from saved_view where deleted_at < ${toDate(before)} limit ${limit})`,
  )
}

/** More than one person ever keeps, with the deleted ones. */
const OWNED_MAX = 10_000
