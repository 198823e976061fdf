/** Status pages as their editors see them. */
import type { z } from 'zod'
import { requirePermission } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { statuspageContract } from '../contract/contract.ts'
import { READ_PAGES } from '../domain/permissions.ts'
import { siteOf } from '../domain/site.ts'
import { findCopy } from '../store/copies.ts'
import { findLogo, findPage, listComponents, listPages, type PageRow } from '../store/pages.ts'
import { countWaiting } from '../store/posts.ts'
import { countSubscribers } from '../store/subscribers.ts'
import { buildPage, type BuildNeeds } from './build-page.ts'

export interface Ask {
  readonly platform: BuildNeeds & Pick<Platform, 'secrets' | 'config'>
  readonly caller: Caller
  /** Last part of a page's private address. */
  readonly linkOf: (page: { readonly pageId: string; readonly number: number }) => string
}

type Answer<K extends keyof typeof statuspageContract> = (typeof statuspageContract)[K] extends { response: infer R extends z.ZodType }
  ? z.output<R>
  : never

const scopeOf = ({ clientId, applicationId }: PageRow) => ({ clientId, applicationId, audience: 'internal' as const })

export async function pagesSeen(
  { platform, caller }: Pick<Ask, 'platform' | 'caller'>,
  { applicationId }: { readonly applicationId?: string | undefined },
): Promise<Answer<'listPages'>> {
  return platform.work.read(async (tx) => {
    const seen = (await listPages(tx)).filter((page) => caller.may(READ_PAGES, scopeOf(page)))
    const wanted = applicationId === undefined ? seen : await showing(tx, seen, applicationId)
    const waiting = await countWaiting(
      tx,
      wanted.map(({ id }) => id),
    )
    return { items: wanted.map(({ linkNumber: _link, ...page }) => ({ ...page, waiting: waiting.get(page.id) ?? 0 })) }
  })
}

/** UUIDs of all there are; for what serves them to everybody. */
export async function pageIds({ work }: Pick<Platform, 'work'>): Promise<readonly string[]> {
  return (await work.read(listPages)).map(({ id }) => id)
}

/** Those that were made for the application or show a part of it. */
async function showing(tx: Tx, pages: readonly PageRow[], applicationId: string): Promise<readonly PageRow[]> {
  const components = await listComponents(
    tx,
    pages.map(({ id }) => id),
  )
  const showing = new Set(components.flatMap((one) => (one.applicationId === applicationId ? [one.pageId] : [])))
  return pages.filter((page) => page.applicationId === applicationId || showing.has(page.id))
}

export async function readPage({ platform, caller, linkOf }: Ask, id: string): Promise<Answer<'readPage'>> {
  return platform.work.read(async (tx) => {
    const { linkNumber, ...page } = await visiblePage(tx, caller, id)
    const components = (await listComponents(tx, [id])).map(({ pageId: _page, since: _since, checkIds, ...one }) => ({
      ...one,
      checkIds: checkIds === null ? null : [...checkIds],
    }))
    const waiting = (await countWaiting(tx, [id])).get(id) ?? 0
    const subscribers = await countSubscribers(tx, id)
    const logo = await findLogo(tx, id)
    const picture = logo === undefined ? null : `data:${logo.mediaType};base64,${logo.bytes.toString('base64')}`
    const { publicUrl } = platform.config
    const urls = {
      publicUrl: siteOf(publicUrl, page),
      privateUrl: `${publicUrl}/private-status/${linkOf({ pageId: id, number: linkNumber })}`,
    }
    return { ...page, waiting, subscribers, logo: picture, components, copy: await copyOf(tx, platform, page), ...urls }
  })
}

/** Also of a page that is open no longer, while its files are still there. */
async function copyOf(
  tx: Tx,
  { config }: Pick<Ask['platform'], 'config'>,
  page: Omit<PageRow, 'linkNumber'>,
): Promise<Answer<'readPage'>['copy']> {
  if (config.statusCopy === undefined) return null
  const copy = await findCopy(tx, page.id)
  const isOpen = page.state === 'published' && !page.isPrivate
  if (copy === undefined && !isOpen) return null
  const { copiedAt = null, problem = null, failingSince = null, slug = page.slug } = copy ?? {}
  return { url: `${config.statusCopy.url}/${slug}/index.html`, copiedAt, problem, failingSince }
}

/** Throws `common.not_found` when it is not there or not the caller's to see. */
export async function visiblePage(tx: Tx, caller: Caller, id: string): Promise<PageRow> {
  const page = await findPage(tx, id)
  if (page === undefined) throw new Fault(common.not_found)
  requirePermission(caller, READ_PAGES, scopeOf(page))
  return page
}

export async function readStanding({ platform, caller }: Pick<Ask, 'platform' | 'caller'>, id: string): Promise<Answer<'readStanding'>> {
  await platform.work.read((tx) => visiblePage(tx, caller, id))
  const built = await buildPage(platform, id)
  if (built === undefined) throw new Fault(common.not_found)
  const components = built.components.map((one) => ({ id: one.id, state: one.state, seconds: one.seconds, uptime: one.uptime }))
  return { ...built.range, state: built.state, components }
}
