/** Table `client`. */
import { sql } from 'kysely'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { toDate, type Instant } from '#kit/time.ts'
import type { State } from '../domain/words.ts'
import { unlessTaken } from './duplicates.ts'
import { all, beyond, contains, inState, within, type ListAsk } from './filter.ts'
import type { DB } from './rows.gen.ts'

export interface ClientRow {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly zone: string | null
  readonly state: State
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly applicationCount: number
  /** The name as the database folds it: what the list is ordered by. */
  readonly sortName: string
}

const columns = sql`
  c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName",
  (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount"`

/** By name. */
export function listClients(tx: Tx, ask: ListAsk): Promise<ClientRow[]> {
  const where = all(
    within(ask.reach, sql`c.id`, null),
    inState(sql`c.state`, ask.state),
    contains([sql`c.name`, sql`c.slug`], ask.text),
    beyond(sql`lower(c.name), c.id`, ask.after),
  )
  return named(
    tx,
    'catalog.listClients',
    sql<ClientRow>`select ${columns} from client c where ${where} order by lower(c.name), c.id limit ${ask.limit}`,
  )
}

export async function findClient(tx: Tx, id: string): Promise<ClientRow | undefined> {
  const rows = await named(tx, 'catalog.findClient', sql<ClientRow>`select ${columns} from client c where c.id = ${id}`)
  return rows[0]
}

/** In no order. */
export function findClientNames(tx: Tx, ids: readonly string[]): Promise<Pick<ClientRow, 'id' | 'name'>[]> {
  return named(
    tx,
    'catalog.findClientNames',
    kysely<DB>(tx)
      .selectFrom('client')
      .select(['id', 'name'])
      .where('id', 'in', [...ids]),
  )
}

/** Held until the transaction ends, so that what is decided from the row still holds when it is written. */
export async function lockClient(tx: Tx, id: string): Promise<ClientRow | undefined> {
  const rows = await named(
    tx,
    'catalog.lockClient',
    sql<ClientRow>`select ${columns} from client c where c.id = ${id} for no key update of c`,
  )
  return rows[0]
}

/** Slugs that begin like this one, archived clients included. */
export async function clientSlugsLike(tx: Tx, slug: string): Promise<ReadonlySet<string>> {
  const rows = await named(
    tx,
    'catalog.clientSlugsLike',
    sql<{ slug: string }>`select slug from client where slug = ${slug} or slug like ${`${slug}-%`}`,
  )
  return new Set(rows.map((row) => row.slug))
}

export interface NewClient {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly zone: string | null
  readonly at: Instant
}

/** False, and the transaction stays usable, when the slug is taken. */
export async function insertClient(tx: Tx, client: NewClient): Promise<boolean> {
  const { at, ...values } = client
  const query = kysely<DB>(tx)
    .insertInto('client')
    .values({ ...values, created_at: toDate(at), updated_at: toDate(at) })
    .onConflict((on) => on.column('slug').doNothing())
  return (await affected(tx, 'catalog.insertClient', query)) === 1
}

/** False when the slug is taken; the transaction can then only be rolled back. */
export function updateClient(tx: Tx, row: Pick<ClientRow, 'id' | 'name' | 'slug' | 'zone' | 'state'>, at: Instant): Promise<boolean> {
  const { id, name, slug, zone, state } = row
  const query = kysely<DB>(tx)
    .updateTable('client')
    .set({ name, slug, zone, state, version: sql`version + 1`, updated_at: toDate(at) })
    .where('id', '=', id)
  return unlessTaken('client_slug_unique', () => affected(tx, 'catalog.updateClient', query))
}
