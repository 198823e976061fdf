/** Drafts posts for maintenance windows that the public may know of. */
import { uuidv7 } from 'uuidv7'
import { postDiscarded, postDrafted } from '#events/statuspage.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { decideOnPhase, textOf, type Topic } from '../domain/drafting.ts'
import type { Phase } from '../domain/words.ts'
import { listComponents, lockPage, pagesAbout, type PageRow } from '../store/pages.ts'
import { deletePost, insertPost, postsAbout, updatePost, type PostRow } from '../store/posts.ts'
import { standingOf, type DraftNeeds } from './draft-incident.ts'
import { tellOfPost } from './tell-post.ts'

const ACTOR = { kind: 'system', id: 'statuspage.draft_posts' } as const

export interface WindowNews {
  /** UUID */
  readonly windowId: string
  readonly title: string
  readonly clientId: string | null
  readonly applicationId: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly at: Instant
}

/** One draft for each published page that shows the application. */
export async function draftForWindow(platform: DraftNeeds, tx: Tx, news: WindowNews): Promise<void> {
  const known = new Set((await postsAbout(tx, news)).map(({ pageId }) => pageId))
  const pages = await pagesAbout(tx, { applicationId: news.applicationId, componentIds: [] })
  for (const { id } of pages.filter((page) => page.state === 'published' && page.clientId === news.clientId && !known.has(page.id))) {
    const page = await lockPage(tx, id)
    if (page !== undefined) await draftOn({ platform, tx, page }, news)
  }
}

interface On {
  readonly platform: DraftNeeds
  readonly tx: Tx
  readonly page: PageRow
}

async function draftOn({ platform, tx, page }: On, news: WindowNews): Promise<void> {
  const { names, effects } = await touched(tx, page, news.applicationId)
  const text = textOf('scheduled', { language: page.language, names, state: 'maintenance' })
  const post: PostRow = {
    id: uuidv7(),
    pageId: page.id,
    kind: 'maintenance',
    title: news.title,
    incidentId: null,
    windowId: news.windowId,
    startedAt: news.startsAt,
    plannedTo: news.endsAt,
    dueAt: null,
    firstReleasedAt: null,
    endedAt: null,
    phase: null,
    draft: { phase: 'scheduled', text, effects, reason: 'news_of_window', times: null, draftedAt: news.at },
    version: 1,
  }
  await insertPost(tx, { ...post, at: news.at })
  await tellOfPost({ platform, tx, at: news.at, actor: ACTOR }, postDrafted, { page, post, reason: 'news_of_window' })
}

async function touched(tx: Tx, page: PageRow, applicationId: string) {
  const components = (await listComponents(tx, [page.id])).filter((one) => one.applicationId === applicationId)
  const effects = Object.fromEntries(components.map(({ id }) => [id, 'maintenance' as const]))
  return { names: components.map(({ name }) => name), effects }
}

const TOLD: Readonly<Record<'moved' | 'started' | 'ended' | 'cancelled', { readonly phase: Phase; readonly topic: Topic }>> = {
  moved: { phase: 'scheduled', topic: 'moved' },
  started: { phase: 'in_progress', topic: 'in_progress' },
  ended: { phase: 'completed', topic: 'completed' },
  cancelled: { phase: 'completed', topic: 'cancelled' },
}

/** Drafts what happened to the window next. Of what was never announced, its end is no news. */
export async function draftWindowStep(
  platform: DraftNeeds,
  tx: Tx,
  { step, ...news }: WindowNews & { readonly step: keyof typeof TOLD },
): Promise<void> {
  const { phase, topic } = TOLD[step]
  for (const { id, pageId } of await postsAbout(tx, news)) {
    const page = await lockPage(tx, pageId)
    const post = (await postsAbout(tx, news)).find((one) => one.id === id)
    if (page === undefined || post === undefined) continue
    if (post.phase === null && phase === 'completed') await discard({ platform, tx, page }, post, news.at)
    else await redraft({ platform, tx, page }, { ...news, post, phase, topic })
  }
}

async function discard({ platform, tx, page }: On, post: PostRow, at: Instant): Promise<void> {
  await deletePost(tx, post.id)
  await tellOfPost({ platform, tx, at, actor: ACTOR }, postDiscarded, { page, post })
}

async function redraft(
  { platform, tx, page }: On,
  { post, phase, topic, at, ...news }: WindowNews & { readonly post: PostRow; readonly phase: Phase; readonly topic: Topic },
): Promise<void> {
  // The same phase once more is news only when the time is another.
  const decision =
    topic === 'moved'
      ? decideOnPhase('verifying', standingOf(post), 'news_of_window')
      : decideOnPhase(phase, standingOf(post), 'news_of_window')
  if (!decision.drafts) return
  const { names, effects } = await touched(tx, page, news.applicationId)
  const isPublic = post.phase !== null
  const text = textOf(isPublic || topic !== 'moved' ? topic : 'scheduled', { language: page.language, names, state: 'maintenance' })
  const times = isPublic ? { from: news.startsAt, to: news.endsAt } : null
  const draft = { phase, text, effects: phase === 'completed' ? {} : effects, reason: 'news_of_window', times, draftedAt: at }
  const planned = isPublic ? {} : { startedAt: news.startsAt, plannedTo: news.endsAt }
  await updatePost(tx, { ...post, ...planned, draft, at })
  await tellOfPost({ platform, tx, at, actor: ACTOR }, postDrafted, { page, post, reason: 'news_of_window' })
}
