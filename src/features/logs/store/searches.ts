/** Table `log_search`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { SavedLooks } from '../domain/saved-search.ts'
import type { DB } from './rows.gen.ts'

export interface SearchRow {
  readonly id: string
  readonly applicationId: string
  /** UUID; null: the team's. */
  readonly ownerId: string | null
  readonly name: string
  readonly search: SavedLooks
  readonly version: number
  readonly updatedAt: Instant
  readonly deletedAt: Instant | null
}

const columns = sql`
  s.id, s.application_id as "applicationId", s.owner_id as "ownerId", s.name, s.search, s.version, s.updated_at as "updatedAt",
  s.deleted_at as "deletedAt"`

interface ListAsk {
  readonly applicationId: string
  readonly personId: string
  readonly limit: number
}

/** One's own and those of the team, by name; without deleted ones. */
export function listSearches(tx: Tx, { applicationId, personId, limit }: ListAsk): Promise<SearchRow[]> {
  const query = sql<SearchRow>`
    select ${columns} from log_search s
    where s.application_id = ${applicationId} and s.deleted_at is null and (s.owner_id is null or s.owner_id = ${personId})
    order by lower(s.name), s.id limit ${limit}`
  return named(tx, 'logs.listSearches', query)
}

/** Deleted ones too. */
export async function findSearch(tx: Tx, id: string): Promise<SearchRow | undefined> {
  return (await named(tx, 'logs.findSearch', sql<SearchRow>`select ${columns} from log_search s where s.id = ${id}`))[0]
}

/** Deleted ones too. Held until the transaction ends. */
export async function lockSearch(tx: Tx, id: string): Promise<SearchRow | undefined> {
  const query = sql<SearchRow>`select ${columns} from log_search s where s.id = ${id} for no key update`
  return (await named(tx, 'logs.lockSearch', query))[0]
}

/** Of one person, or of the team, in an application; without deleted ones. */
export async function countSearches(tx: Tx, { applicationId, ownerId }: Pick<SearchRow, 'applicationId' | 'ownerId'>): Promise<number> {
  const query = sql<{ count: number }>`
    select count(*) as count from log_search
    where application_id = ${applicationId} and owner_id is not distinct from ${ownerId} and deleted_at is null`
  return (await named(tx, 'logs.countSearches', query))[0]?.count ?? 0
}

export async function insertSearch(tx: Tx, row: SearchRow): Promise<void> {
  const { id, applicationId, ownerId, name, search } = row
  const at = toDate(row.updatedAt)
  const filled = { id, application_id: applicationId, owner_id: ownerId, name, search: JSON.stringify(search) }
  const query = kysely<DB>(tx)
    .insertInto('log_search')
    .values({ ...filled, created_at: at, updated_at: at })
  await affected(tx, 'logs.insertSearch', query)
}

/** Whoever updates holds the lock; the version rises by one. */
export async function updateSearch(tx: Tx, row: SearchRow): Promise<void> {
  const { id, ownerId, name, search, version, updatedAt, deletedAt } = row
  const query = kysely<DB>(tx)
    .updateTable('log_search')
    .set({
      owner_id: ownerId,
      name,
      search: JSON.stringify(search),
      version: version + 1,
      updated_at: toDate(updatedAt),
      deleted_at: deletedAt === null ? null : toDate(deletedAt),
    })
    .where('id', '=', id)
  await affected(tx, 'logs.updateSearch', query)
}

/** All of theirs, deleted ones too. */
export function searchesOf(tx: Tx, personIds: readonly string[]): Promise<SearchRow[]> {
  const query = sql<SearchRow>`select ${columns} from log_search s where s.owner_id = any(${personIds}::uuid[]) order by s.id`
  return named(tx, 'logs.searchesOf', query)
}

/** Returns how many. */
export function removeSearchesOf(tx: Tx, personIds: readonly string[]): Promise<number> {
  return affected(tx, 'logs.removeSearchesOf', sql`delete from log_search where owner_id = any(${personIds}::uuid[])`)
}

/** Of which the name or what is looked for has one of the words in any case, deleted ones too. */
export function searchesNaming(tx: Tx, words: readonly string[], limit: number): Promise<Pick<SearchRow, 'id' | 'name' | 'search'>[]> {
  const query = sql<Pick<SearchRow, 'id' | 'name' | 'search'>>`
    select id, name, search from log_search
    where exists (select from unnest(${words}::text[]) as word where strpos(lower(name || ' ' || search::text), lower(word)) > 0)
    order by id limit ${limit}`
  return named(tx, 'logs.searchesNaming', query)
}

/** Whatever its version: for erasing what names a person. */
export async function rewriteSearch(tx: Tx, { id, name, search }: Pick<SearchRow, 'id' | 'name' | 'search'>): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('log_search')
    .set({ name, search: JSON.stringify(search) })
    .where('id', '=', id)
  await affected(tx, 'logs.rewriteSearch', query)
}

/** Deleted ones that are brought back no more. Returns how many. */
export function removeDeletedSearches(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  const query = sql`delete from log_search where id in (select id from log_search where deleted_at < ${toDate(before)} limit ${limit})`
  return affected(tx, 'logs.removeDeletedSearches', query)
}
