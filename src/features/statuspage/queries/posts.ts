/** Posts as their editors see them, and what waits for a person. */
import { requirePermission, peopleByIds } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId } from '#kit/ids.ts'
import { MINUTE_MS, type Instant } from '#kit/time.ts'
import type { z } from 'zod'
import type { NowItem } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import type { post as postAnswer } from '../contract/posts.ts'
import type { Effects } from '../domain/declared.ts'
import { POSTS_KEPT_MAX } from '../domain/limits.ts'
import { READ_PAGES, RELEASE_POSTS } from '../domain/permissions.ts'
import { findPage, listPages, type PageRow } from '../store/pages.ts'
import { findPost, listPosts, listUpdates, listWaiting, type PostRow } from '../store/posts.ts'
import { visiblePage, type Ask } from './pages.ts'

type Post = z.output<typeof postAnswer>
type Asking = Pick<Ask, 'platform' | 'caller'>

export async function postsOf({ platform, caller }: Asking, pageId: string): Promise<{ items: Post[]; complete: boolean }> {
  return platform.work.read(async (tx) => {
    await visiblePage(tx, caller, pageId)
    const rows = await listPosts(tx, { pageId, limit: POSTS_KEPT_MAX + 1 })
    return { items: await answers(tx, rows.slice(0, POSTS_KEPT_MAX)), complete: rows.length <= POSTS_KEPT_MAX }
  })
}

export async function readPost({ platform, caller }: Asking, id: string): Promise<Post> {
  return platform.work.read(async (tx) => {
    const row = await findPost(tx, id)
    const page = row && (await findPage(tx, row.pageId))
    if (row === undefined || page === undefined) throw new Fault(common.not_found)
    requirePermission(caller, READ_PAGES, { clientId: page.clientId, applicationId: page.applicationId, audience: 'internal' })
    const [answer] = await answers(tx, [row])
    if (answer === undefined) throw new Fault(common.not_found)
    return answer
  })
}

async function answers(tx: Tx, rows: readonly PostRow[]): Promise<Post[]> {
  const updates = await listUpdates(
    tx,
    rows.map(({ id }) => id),
  )
  const people = await peopleByIds(
    tx,
    updates.map(({ releasedBy }) => releasedBy),
  )
  return rows.map(({ windowId: _window, draft, ...row }) => ({
    ...row,
    draft: draft && { ...draft, effects: listed(draft.effects) },
    updates: updates
      .filter(({ postId }) => postId === row.id)
      .toReversed()
      .map(({ postId: _post, releasedBy, effects, ...update }) => ({
        ...update,
        effects: listed(effects),
        releasedBy: { id: releasedBy, name: people.get(releasedBy)?.name ?? '' },
      })),
  }))
}

const listed = (effects: Effects) => Object.entries(effects).map(([componentId, state]) => ({ componentId, state }))

/** More on one screen tell nobody more. */
const WAITING_MAX = 50

/** Drafts that wait, for whoever may release them; those whose post is due burn when the time has come. */
export async function needsNow({
  platform,
  caller,
}: {
  readonly platform: Pick<Ask['platform'], 'work' | 'clock'>
  readonly caller: Ask['caller']
}): Promise<readonly NowItem[]> {
  const now = platform.clock.now()
  return platform.work.read(async (tx) => {
    const pages = new Map((await listPages(tx)).map((page) => [page.id, page]))
    return (await listWaiting(tx, WAITING_MAX)).flatMap((post) => {
      const page = pages.get(post.pageId)
      const seen = page && caller.may(RELEASE_POSTS, { clientId: page.clientId, applicationId: page.applicationId, audience: 'internal' })
      return page && seen ? [itemOf(post, page, now)] : []
    })
  })
}

function itemOf({ id, title, dueAt, firstReleasedAt, draft }: PostRow, page: PageRow, now: Instant): NowItem {
  const href = `/status-pages/${toId('status_page', page.id)}?tab=posts&post=${toId('status_post', id)}`
  const about = { values: { page: page.name, title }, title: `${page.name}: ${title}`, href, since: draft?.draftedAt ?? now }
  if (firstReleasedAt !== null || dueAt === null)
    return { ...about, band: 'waiting', key: 'statuspage.draft_waits', reason: 'A draft waits to be released.' }
  const minutes = Math.ceil((dueAt - now) / MINUTE_MS)
  if (minutes <= 0) return { ...about, band: 'burning', key: 'statuspage.post_overdue', reason: 'The public post is overdue.' }
  const values = { ...about.values, minutes }
  return { ...about, values, band: 'breaching', key: 'statuspage.post_due', reason: `A public post is due in ${minutes} min.` }
}
