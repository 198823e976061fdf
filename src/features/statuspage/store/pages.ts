/** Tables `status_page` and `status_component`. */
import { sql } from 'kysely'
import type { Language } from '#kit/language.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { PAGES_MAX } from '../domain/limits.ts'
import type { LogoType } from '../domain/logo.ts'
import type { PageState } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface PageRow {
  readonly id: string
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly name: string
  readonly slug: string
  readonly intro: string
  readonly state: PageState
  readonly isPrivate: boolean
  readonly linkNumber: number
  readonly language: Language
  readonly colour: string | null
  readonly supportUrl: string | null
  /** A host of its own, in lower case. */
  readonly domain: string | null
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

const columns = sql`
  id, client_id as "clientId", application_id as "applicationId", name, slug, intro, state, is_private as "isPrivate",
  link_number as "linkNumber", language, colour, support_url as "supportUrl", domain, version, created_at as "createdAt", updated_at as "updatedAt"`

/** What people say of a page. */
export type PageWrite = Pick<PageRow, 'name' | 'slug' | 'intro' | 'isPrivate' | 'language' | 'colour' | 'supportUrl'>
export type NewPage = PageWrite & Pick<PageRow, 'id' | 'clientId' | 'applicationId'> & { readonly at: Instant }

const written = (row: PageWrite) => ({
  name: row.name,
  slug: row.slug,
  intro: row.intro,
  is_private: row.isPrivate,
  language: row.language,
  colour: row.colour,
  support_url: row.supportUrl,
})

/** False when the slug is taken. */
export async function insertPage(tx: Tx, row: NewPage): Promise<boolean> {
  const at = toDate(row.at)
  const query = kysely<DB>(tx)
    .insertInto('status_page')
    .values({ ...written(row), id: row.id, client_id: row.clientId, application_id: row.applicationId, created_at: at, updated_at: at })
    .onConflict((on) => on.constraint('status_page_slug_unique').doNothing())
  return (await affected(tx, 'statuspage.insertPage', query)) > 0
}

/** False when the slug is taken. */
export async function updatePage(
  tx: Tx,
  row: PageWrite & Pick<PageRow, 'id' | 'state' | 'linkNumber'> & { readonly at: Instant },
): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('status_page')
    .set({ ...written(row), state: row.state, link_number: row.linkNumber, version: sql`version + 1`, updated_at: toDate(row.at) })
    .where('id', '=', row.id)
    .where(sql<boolean>`not exists (select from status_page where slug = ${row.slug} and id <> ${row.id})`)
  return (await affected(tx, 'statuspage.updatePage', query)) > 0
}

/** Null removes it. False when another page has it. */
export async function putDomain(tx: Tx, { id, domain }: Pick<PageRow, 'id' | 'domain'>): Promise<boolean> {
  const query = sql`update status_page set domain = ${domain}
    where id = ${id} and not exists (select from status_page where domain = ${domain} and id <> ${id})`
  return (await affected(tx, 'statuspage.putDomain', query)) > 0
}

/** Null removes it. */
export async function putLogo(tx: Tx, { id, logo }: { readonly id: string; readonly logo: Picture | null }): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('status_page')
    .set({ logo: logo?.bytes ?? null, logo_type: logo?.mediaType ?? null })
    .where('id', '=', id)
  await affected(tx, 'statuspage.putLogo', query)
}

export interface Picture {
  readonly bytes: Buffer
  readonly mediaType: LogoType
}

/** Undefined when the page has none. */
export async function findLogo(tx: Tx, id: string): Promise<Picture | undefined> {
  const query = sql<Picture>`select logo as bytes, logo_type as "mediaType" from status_page where id = ${id} and logo is not null`
  return (await named(tx, 'statuspage.findLogo', query))[0]
}

/** Its components, posts and subscribers go with it. */
export async function deletePage(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'statuspage.deletePage', kysely<DB>(tx).deleteFrom('status_page').where('id', '=', id))
}

/** Short names that begin with `stem`. */
export async function slugsLike(tx: Tx, stem: string): Promise<ReadonlySet<string>> {
  const rows = await named(tx, 'statuspage.slugsLike', sql<{ slug: string }>`select slug from status_page where starts_with(slug, ${stem})`)
  return new Set(rows.map(({ slug }) => slug))
}

export async function findPage(tx: Tx, id: string): Promise<PageRow | undefined> {
  return (await named(tx, 'statuspage.findPage', sql<PageRow>`select ${columns} from status_page where id = ${id}`))[0]
}

/** Held until the transaction ends: what belongs to a page is changed under it. */
export async function lockPage(tx: Tx, id: string): Promise<PageRow | undefined> {
  return (await named(tx, 'statuspage.lockPage', sql<PageRow>`select ${columns} from status_page where id = ${id} for no key update`))[0]
}

/** All there are, by name. */
export function listPages(tx: Tx): Promise<PageRow[]> {
  return named(tx, 'statuspage.listPages', sql<PageRow>`select ${columns} from status_page order by lower(name), id limit ${PAGES_MAX}`)
}

/** Pages with a component that stands for one of these components, or, when there is none, for the application. */
export async function pagesAbout(
  tx: Tx,
  of: { readonly applicationId: string | null; readonly componentIds: readonly string[] },
): Promise<readonly PageRow[]> {
  const query = sql<PageRow>`select ${columns} from status_page
    where id in (select page_id from status_component where component_id = any(${of.componentIds}::uuid[]) or application_id = ${of.applicationId}::uuid)
    order by id limit ${PAGES_MAX}`
  return named(tx, 'statuspage.pagesAbout', query)
}

export interface ComponentRow {
  readonly id: string
  readonly pageId: string
  readonly name: string
  readonly group: string
  readonly weight: number
  readonly applicationId: string | null
  readonly componentId: string | null
  readonly checkIds: readonly string[] | null
  readonly since: Instant
}

/** In their order, of these pages. */
export function listComponents(tx: Tx, pageIds: readonly string[]): Promise<ComponentRow[]> {
  return named(
    tx,
    'statuspage.listComponents',
    sql<ComponentRow>`select id, page_id as "pageId", name, group_name as "group", weight, application_id as "applicationId",
        component_id as "componentId", check_ids as "checkIds", since
      from status_component where page_id = any(${pageIds}::uuid[]) order by page_id, position, id`,
  )
}

/** The whole list as it is to be; what is not in it is gone, and what was there keeps since when it is. */
export async function putComponents(tx: Tx, pageId: string, components: readonly ComponentRow[]): Promise<void> {
  const ids = components.map(({ id }) => id)
  await affected(
    tx,
    'statuspage.deleteComponents',
    sql`delete from status_component where page_id = ${pageId} and id <> all(${ids}::uuid[])`,
  )
  for (const [position, one] of components.entries()) {
    const values = {
      name: one.name,
      group_name: one.group,
      weight: one.weight,
      position,
      application_id: one.applicationId,
      component_id: one.componentId,
      check_ids: one.checkIds === null ? null : [...one.checkIds],
    }
    const query = kysely<DB>(tx)
      .insertInto('status_component')
      .values({ ...values, id: one.id, page_id: pageId, since: toDate(one.since) })
      .onConflict((on) => on.column('id').doUpdateSet(values).where('status_component.page_id', '=', pageId))
    await affected(tx, 'statuspage.putComponent', query)
  }
}
