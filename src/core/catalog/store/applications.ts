/** Table `application`. */
import { sql } from 'kysely'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { toDate, type Instant } from '#kit/time.ts'
import type { ApplicationKind, State } from '../domain/words.ts'
import { unlessTaken } from './duplicates.ts'
import { all, beyond, contains, inState, within, type ListAsk } from './filter.ts'
import type { DB } from './rows.gen.ts'

export interface ApplicationRow {
  readonly id: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly name: string
  readonly slug: string
  readonly description: string
  readonly kind: ApplicationKind
  readonly url: string | null
  readonly runbookUrl: string | null
  readonly state: State
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly environmentCount: number
  readonly componentCount: number
  readonly sortName: string
}

const columns = sql`
  a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state,
  a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName",
  (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount",
  (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount"`
const tables = sql`application a left join client c on c.id = a.client_id`

/** By name. */
export function listApplications(tx: Tx, ask: ListAsk & { readonly clientId: string | undefined }): Promise<ApplicationRow[]> {
  const where = all(
    within(ask.reach, sql`a.client_id`, sql`a.id`),
    ask.clientId === undefined ? sql`true` : sql`a.client_id = ${ask.clientId}`,
    inState(sql`a.state`, ask.state),
    contains([sql`a.name`, sql`a.slug`, sql`coalesce(a.url, '')`], ask.text),
    beyond(sql`lower(a.name), a.id`, ask.after),
  )
  return named(
    tx,
    'catalog.listApplications',
    sql<ApplicationRow>`select ${columns} from ${tables} where ${where} order by lower(a.name), a.id limit ${ask.limit}`,
  )
}

export async function findApplication(tx: Tx, id: string): Promise<ApplicationRow | undefined> {
  const rows = await named(tx, 'catalog.findApplication', sql<ApplicationRow>`select ${columns} from ${tables} where a.id = ${id}`)
  return rows[0]
}

/** Held until the transaction ends: whoever changes the map of an application takes this lock first. */
export async function lockApplication(tx: Tx, id: string): Promise<ApplicationRow | undefined> {
  const rows = await named(
    tx,
    'catalog.lockApplication',
    sql<ApplicationRow>`select ${columns} from ${tables} where a.id = ${id} for no key update of a`,
  )
  return rows[0]
}

/** Slugs that begin like this one, archived applications included. */
export async function applicationSlugsLike(tx: Tx, slug: string): Promise<ReadonlySet<string>> {
  const rows = await named(
    tx,
    'catalog.applicationSlugsLike',
    sql<{ slug: string }>`select slug from application where slug = ${slug} or slug like ${`${slug}-%`}`,
  )
  return new Set(rows.map((row) => row.slug))
}

/** Active applications of the client (null: the organisation's own) at one of these addresses, with or without a slash at the end. */
export function applicationsAt(
  tx: Tx,
  clientId: string | null,
  urlKeys: readonly string[],
): Promise<{ readonly id: string; readonly name: string; readonly urlKey: string }[]> {
  return named(
    tx,
    'catalog.applicationsAt',
    sql<{ id: string; name: string; urlKey: string }>`
      select id, name, rtrim(url, '/') as "urlKey" from application
      where client_id is not distinct from ${clientId}::uuid and state = 'active' and rtrim(url, '/') = any(${urlKeys}::text[])`,
  )
}

/** The application that is Pitcrew itself. */
export async function findSelf(tx: Tx): Promise<{ readonly id: string } | undefined> {
  const rows = await named(tx, 'catalog.findSelf', sql<{ id: string }>`select id from application where kind = 'self'`)
  return rows[0]
}

export interface NewApplication {
  readonly id: string
  readonly clientId: string | null
  readonly name: string
  readonly slug: string
  readonly description: string
  readonly kind: ApplicationKind
  readonly url: string | null
  readonly at: Instant
}

/** False, and the transaction stays usable, when the slug is taken. */
export async function insertApplication(tx: Tx, row: NewApplication): Promise<boolean> {
  const { id, clientId, name, slug, description, kind, url } = row
  const at = toDate(row.at)
  const query = kysely<DB>(tx)
    .insertInto('application')
    .values({ id, client_id: clientId, name, slug, description, kind, url, created_at: at, updated_at: at })
    .onConflict((on) => on.column('slug').doNothing())
  return (await affected(tx, 'catalog.insertApplication', query)) === 1
}

export type ApplicationWrite = Pick<ApplicationRow, 'id' | 'clientId' | 'name' | 'slug' | 'description' | 'url' | 'runbookUrl' | 'state'>

/** False when the slug is taken; the transaction can then only be rolled back. */
export function updateApplication(tx: Tx, row: ApplicationWrite, at: Instant): Promise<boolean> {
  const { id, clientId, name, slug, description, url, runbookUrl, state } = row
  const query = kysely<DB>(tx)
    .updateTable('application')
    .set({
      client_id: clientId,
      name,
      slug,
      description,
      url,
      runbook_url: runbookUrl,
      state,
      version: sql`version + 1`,
      updated_at: toDate(at),
    })
    .where('id', '=', id)
  return unlessTaken('application_slug_unique', () => affected(tx, 'catalog.updateApplication', query))
}

/** Something that the answer about an application shows has changed beside its own row. */
export async function touchApplication(tx: Tx, id: string, at: Instant): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('application')
    .set({ version: sql`version + 1`, updated_at: toDate(at) })
    .where('id', '=', id)
  await affected(tx, 'catalog.touchApplication', query)
}

/** Client of each application by their UUIDs; the organisation's own have null. */
export async function findClientsOf(tx: Tx, applicationIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const rows = await named(
    tx,
    'catalog.findClientsOf',
    sql<{ id: string; clientId: string | null }>`
      select id, client_id as "clientId" from application where id = any(${applicationIds}::uuid[])`,
  )
  return new Map(rows.map(({ id, clientId }) => [id, clientId]))
}
