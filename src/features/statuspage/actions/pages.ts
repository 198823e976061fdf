/** Making, changing, publishing and deleting status pages. */
import { uuidv7 } from 'uuidv7'
import { freeSlug, namedOf, slugOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import {
  statusPageChanged,
  statusPageCreated,
  statusPageDeleted,
  statusPageLinkRenewed,
  statusPagePublished,
  statusPageWithdrawn,
} from '#events/statuspage.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { statuspageCodes } from '../contract/codes.ts'
import type { statuspageContract } from '../contract/contract.ts'
import { PAGES_MAX } from '../domain/limits.ts'
import { RELEASE_POSTS, WRITE_PAGES } from '../domain/permissions.ts'
import * as store from '../store/pages.ts'
import type { ComponentRow, NewPage, PageRow } from '../store/pages.ts'
import { claimPage, scopeOfPage, tellOfPage, type Act, type Target, type Telling } from './act.ts'
import { expectPlaced } from './place.ts'

type Creation = HandledOf<(typeof statuspageContract)['createPage']>['body']
type Change = HandledOf<(typeof statuspageContract)['changePage']>['body']

/** Two who make a page of the same name at once: the second takes the next number. */
const TRIES_MAX = 5

/** Returns the UUID. */
export function createPage({ platform, caller }: Act, { applicationId, slug, ...body }: Creation): Promise<string> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const clientId = await clientOf(tx, { applicationId, clientId: body.clientId })
    requirePermission(caller, WRITE_PAGES, scopeOfPage({ clientId, applicationId }))
    if ((await store.listPages(tx)).length >= PAGES_MAX) throw new Fault(statuspageCodes.too_many_pages)
    const draft = { ...BLANK, name: body.name, language: body.language, id: uuidv7(), clientId, applicationId, at }
    return makePage({ platform, tx, at, actor: caller.ref }, draft, slug)
  })
}

async function clientOf(tx: Tx, of: { readonly applicationId: string | null; readonly clientId: string | null }): Promise<string | null> {
  const [kind, id] = of.applicationId === null ? (['client', of.clientId] as const) : (['application', of.applicationId] as const)
  if (id === null) return null
  const thing = await namedOf(tx, kind, id)
  if (thing === undefined) throw new Fault(common.not_found)
  return thing.scope.clientId
}

const BLANK = { intro: '', isPrivate: false, colour: null, supportUrl: null }

/** Inserts a page under a free short name; with an application its first component follows whatever is checked in production. */
export async function makePage(to: Telling, draft: Omit<NewPage, 'slug'>, wanted?: string): Promise<string> {
  const { tx, at } = to
  const isMade = wanted === undefined ? await insertFree(tx, draft) : await store.insertPage(tx, { ...draft, slug: wanted })
  if (!isMade) throw new Fault(statuspageCodes.slug_taken)
  const { id, name, applicationId } = draft
  const first: ComponentRow = {
    id: uuidv7(),
    pageId: id,
    name,
    group: '',
    weight: 1,
    applicationId,
    componentId: null,
    checkIds: null,
    since: at,
  }
  if (applicationId !== null) await store.putComponents(tx, id, [first])
  const page = await store.findPage(tx, id)
  if (page) await tellOfPage(to, statusPageCreated, page)
  return id
}

async function insertFree(tx: Tx, draft: Omit<NewPage, 'slug'>): Promise<boolean> {
  const stem = slugOf(draft.name, 'status')
  for (let attempt = 1; attempt <= TRIES_MAX; attempt++) {
    if (await store.insertPage(tx, { ...draft, slug: freeSlug(stem, await store.slugsLike(tx, stem)) })) return true
  }
  return false
}

/** A draft page for a new application, so that there is something to publish from its first day on. */
export async function draftPage(
  to: Telling,
  { applicationId, clientId, name }: { readonly applicationId: string; readonly clientId: string | null; readonly name: string },
): Promise<void> {
  if ((await store.listPages(to.tx)).length >= PAGES_MAX) return
  await makePage(to, { ...BLANK, name, language: 'en', id: uuidv7(), clientId, applicationId, at: to.at })
}

const FIELDS = ['name', 'slug', 'intro', 'isPrivate', 'language', 'colour', 'supportUrl'] as const

export function changePage({ platform, caller }: Act, target: Target, body: Change): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const page = await claimPage(tx, caller, { id: target.id, permission: WRITE_PAGES })
    if (page.version !== target.ifMatch) throw new Fault(common.version_mismatch)
    const { components, ...said } = body
    const next: PageRow = {
      ...page,
      ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<PageRow>),
    }
    // A private page that opens to everybody is published just as much as a draft.
    const isOpened = next.state === 'published' && (page.state === 'draft' || (page.isPrivate && !next.isPrivate))
    if (isOpened) requirePermission(caller, RELEASE_POSTS, scopeOfPage(page))
    const fields: string[] = FIELDS.filter((field) => page[field] !== next[field])
    if (components !== undefined && (await putComponents(tx, page, { components, at }))) fields.push('components')
    if (fields.length === 0 && page.state === next.state) return
    if (!(await store.updatePage(tx, { ...next, at }))) throw new Fault(statuspageCodes.slug_taken)
    const to = { platform, tx, at, actor: caller.ref }
    if (fields.length > 0) await tellOfPage(to, statusPageChanged, next, { fields })
    if (page.state === next.state) return
    if (next.state === 'published') await tellOfPage(to, statusPagePublished, next, { isPrivate: next.isPrivate })
    else await tellOfPage(to, statusPageWithdrawn, next)
  })
}

/** False when nothing is another. */
async function putComponents(
  tx: Tx,
  page: PageRow,
  { components, at }: { readonly components: NonNullable<Change['components']>; readonly at: Instant },
): Promise<boolean> {
  const before = await store.listComponents(tx, [page.id])
  const known = new Map(before.map((one) => [one.id, one]))
  const next = components.map(({ id, ...one }): ComponentRow => {
    const was = id === undefined ? undefined : known.get(id)
    if (id !== undefined && was === undefined) throw new Fault(common.not_found)
    return { ...one, id: id ?? uuidv7(), pageId: page.id, since: was?.since ?? at }
  })
  if (JSON.stringify(next.map(comparable)) === JSON.stringify(before.map(comparable))) return false
  await expectPlaced(tx, page, next)
  await store.putComponents(tx, page.id, next)
  return true
}

const comparable = ({ id, name, group, weight, applicationId, componentId, checkIds }: ComponentRow) => [
  id,
  name,
  group,
  weight,
  applicationId,
  componentId,
  checkIds,
]

export function deletePage({ platform, caller }: Act, id: string): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const page = await claimPage(tx, caller, { id, permission: RELEASE_POSTS })
    await store.deletePage(tx, id)
    await tellOfPage({ platform, tx, at, actor: caller.ref }, statusPageDeleted, page)
  })
}

export function renewLink({ platform, caller }: Act, id: string): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const page = await claimPage(tx, caller, { id, permission: WRITE_PAGES })
    await store.updatePage(tx, { ...page, linkNumber: page.linkNumber + 1, at })
    await tellOfPage({ platform, tx, at, actor: caller.ref }, statusPageLinkRenewed, page)
  })
}
