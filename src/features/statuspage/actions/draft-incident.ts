/** Drafts posts for incidents. Of a security incident nothing is drafted before it was released to the public. */
import { uuidv7 } from 'uuidv7'
import { planOf } from '#core/plan/public.ts'
import { postDrafted } from '#events/statuspage.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { Effects } from '../domain/declared.ts'
import { decideOnMove, EFFECT_OF, postWithinMs, textOf, titleOf, type Severity, type Topic } from '../domain/drafting.ts'
import type { Phase } from '../domain/words.ts'
import { listComponents, lockPage, pagesAbout, type ComponentRow, type PageRow } from '../store/pages.ts'
import { insertPost, listUpdates, postsAbout, updatePost, type PostRow } from '../store/posts.ts'
import { tellOfPost } from './tell-post.ts'

export type DraftNeeds = Pick<Platform, 'log' | 'work'>

const ACTOR = { kind: 'system', id: 'statuspage.draft_posts' } as const

export interface IncidentNews {
  /** UUID */
  readonly incidentId: string
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly severity: Severity
  readonly at: Instant
}

/** One draft for each published page that shows what the incident touches; none where there is one already. */
export async function draftForIncident(
  platform: DraftNeeds,
  tx: Tx,
  news: IncidentNews & { readonly componentIds: readonly string[] },
): Promise<void> {
  const known = new Set((await postsAbout(tx, { incidentId: news.incidentId })).map(({ pageId }) => pageId))
  const pages = (await pagesAbout(tx, news)).filter(
    (page) => page.state === 'published' && page.clientId === news.clientId && !known.has(page.id),
  )
  if (pages.length === 0) return
  const dueAt = await dueOf(platform, tx, news)
  for (const { id } of pages) {
    const page = await lockPage(tx, id)
    if (page !== undefined) await draftOn({ platform, tx, page }, news, dueAt)
  }
}

interface On {
  readonly platform: DraftNeeds
  readonly tx: Tx
  readonly page: PageRow
}

async function draftOn(
  { platform, tx, page }: On,
  news: IncidentNews & { readonly componentIds: readonly string[] },
  dueAt: Instant | null,
) {
  const touched = touchedBy(await listComponents(tx, [page.id]), news)
  const state = EFFECT_OF[news.severity]
  const told = { language: page.language, names: touched.map(({ name }) => name), state }
  const effects = Object.fromEntries(touched.map(({ id }) => [id, state]))
  const draft = { phase: 'investigating' as const, text: textOf('investigating', told), effects, reason: 'news_of_incident', times: null }
  const post: PostRow = {
    id: uuidv7(),
    pageId: page.id,
    kind: 'incident',
    title: titleOf(told),
    incidentId: news.incidentId,
    windowId: null,
    startedAt: news.at,
    plannedTo: null,
    dueAt,
    firstReleasedAt: null,
    endedAt: null,
    phase: null,
    draft: { ...draft, draftedAt: news.at },
    version: 1,
  }
  await insertPost(tx, { ...post, at: news.at })
  await tellOfPost({ platform, tx, at: news.at, actor: ACTOR }, postDrafted, { page, post, reason: 'news_of_incident' })
}

/** Components that stand for what is touched; when none does, all of the application. */
export function touchedBy(
  components: readonly ComponentRow[],
  of: { readonly applicationId: string | null; readonly componentIds: readonly string[] },
): readonly ComponentRow[] {
  const exact = components.filter(({ componentId }) => componentId !== null && of.componentIds.includes(componentId))
  return exact.length > 0 ? exact : components.filter(({ applicationId }) => applicationId !== null && applicationId === of.applicationId)
}

/** Until when the plan wants a first post; null when it wants none. */
async function dueOf({ work }: DraftNeeds, tx: Tx, { clientId, applicationId, severity, at }: IncidentNews): Promise<Instant | null> {
  const { plan } = await planOf({ work }).effective({ clientId, applicationId }, { tx })
  const withinMs = postWithinMs(plan.severity.consequences[severity])
  return withinMs === undefined ? null : later(at, withinMs)
}

/** The next update of every post about the incident. */
export async function draftNextUpdate(platform: DraftNeeds, tx: Tx, news: IncidentNews & { readonly to: string }): Promise<void> {
  for (const { id, pageId } of await postsAbout(tx, { incidentId: news.incidentId })) {
    const held = await hold(tx, { id, pageId, incidentId: news.incidentId })
    if (held === undefined) continue
    const decision = decideOnMove(news.to, standingOf(held.post))
    if (!decision.drafts) continue
    const isBack = decision.phase === 'investigating' && held.post.phase === 'resolved'
    await redraft(
      { platform, tx, ...held },
      { phase: decision.phase, topic: isBack ? 'came_back' : (decision.phase as Topic), at: news.at, severity: news.severity },
    )
  }
}

/** What the incident does to its components is more, or less, than was thought. */
export async function draftSeverity(platform: DraftNeeds, tx: Tx, news: IncidentNews): Promise<void> {
  for (const { id, pageId } of await postsAbout(tx, { incidentId: news.incidentId })) {
    const held = await hold(tx, { id, pageId, incidentId: news.incidentId })
    if (held === undefined || standingOf(held.post).draft?.byPerson || held.post.endedAt !== null) continue
    const phase = held.post.draft?.phase ?? held.post.phase ?? 'investigating'
    const topic = held.post.phase === null ? (phase as Topic) : 'severity_changed'
    await redraft({ platform, tx, ...held }, { phase, topic, at: news.at, severity: news.severity })
  }
}

export function standingOf({ phase, draft }: PostRow): Parameters<typeof decideOnMove>[1] {
  return { released: phase, draft: draft === null ? null : { phase: draft.phase, byPerson: draft.reason === null } }
}

interface Held {
  readonly page: PageRow
  readonly post: PostRow
}

/** The post as it is once its page is held; undefined when it went meanwhile. */
async function hold(tx: Tx, of: { readonly id: string; readonly pageId: string; readonly incidentId: string }): Promise<Held | undefined> {
  const page = await lockPage(tx, of.pageId)
  const post = (await postsAbout(tx, of)).find(({ id }) => id === of.id)
  return page && post && { page, post }
}

interface Redraft {
  readonly phase: Phase
  readonly topic: Topic
  readonly at: Instant
  readonly severity: Severity
}

async function redraft(
  { platform, tx, page, post }: On & { readonly post: PostRow },
  { phase, topic, at, severity }: Redraft,
): Promise<void> {
  const ids = new Set(Object.keys(await effectsOf(tx, post)))
  const touched = (await listComponents(tx, [page.id])).filter(({ id }) => ids.has(id))
  const state = EFFECT_OF[severity]
  const text = textOf(topic, { language: page.language, names: touched.map(({ name }) => name), state })
  const effects =
    phase === 'resolved' ? {} : Object.fromEntries(touched.map(({ id }) => [id, phase === 'monitoring' ? 'degraded' : state] as const))
  const draft = { phase, text, effects, reason: 'news_of_incident', times: null, draftedAt: at }
  await updatePost(tx, { ...post, draft, at })
  await tellOfPost({ platform, tx, at, actor: ACTOR }, postDrafted, { page, post, reason: 'news_of_incident' })
}

/** What the post last said of components, released or not. */
async function effectsOf(tx: Tx, { id, draft }: PostRow): Promise<Effects> {
  const said = [...(await listUpdates(tx, [id])).map(({ effects }) => effects), draft?.effects ?? {}]
  return said.findLast((effects) => Object.keys(effects).length > 0) ?? {}
}
