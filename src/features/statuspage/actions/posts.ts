/** Writing, releasing and correcting posts. */
import { uuidv7 } from 'uuidv7'
import { signedIn } from '#core/identity/public.ts'
import { postCorrected, postDiscarded, postReleased } from '#events/statuspage.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { statuspageCodes } from '../contract/codes.ts'
import type { postRoutes } from '../contract/posts.ts'
import { declaredOf, type Effects } from '../domain/declared.ts'
import { UPDATES_MAX } from '../domain/limits.ts'
import { RELEASE_POSTS, WRITE_PAGES } from '../domain/permissions.ts'
import { isLastPhase, PHASES_OF, type Phase, type PostKind } from '../domain/words.ts'
import { listComponents, type PageRow } from '../store/pages.ts'
import * as store from '../store/posts.ts'
import type { PostRow } from '../store/posts.ts'
import { queueDeliveries } from '../store/subscribers.ts'
import { claimPage, type Act, type Target } from './act.ts'
import { tellOfPost } from './tell-post.ts'

type Creation = HandledOf<(typeof postRoutes)['createPost']>['body']
type Written = HandledOf<(typeof postRoutes)['writeDraft']>['body']

/** Returns the UUID. */
export function createPost({ platform, caller }: Act, pageId: string, { kind, startsAt, endsAt, ...body }: Creation): Promise<string> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const page = await claimPage(tx, caller, { id: pageId, permission: WRITE_PAGES })
    const times = kind === 'maintenance' ? timesOf({ startsAt, endsAt, at }) : { startedAt: at, plannedTo: null }
    const draft = await draftOf(tx, { page, kind, at }, body)
    const nothing = { incidentId: null, windowId: null, dueAt: null, firstReleasedAt: null, endedAt: null, phase: null, version: 1 }
    const post: PostRow = { ...nothing, ...times, id: uuidv7(), pageId: page.id, kind, title: body.title, draft }
    await store.insertPost(tx, { ...post, at })
    return post.id
  })
}

function timesOf({
  startsAt,
  endsAt,
  at,
}: {
  readonly startsAt: Instant | undefined
  readonly endsAt: Instant | undefined
  readonly at: Instant
}) {
  if (startsAt === undefined || endsAt === undefined || startsAt < at || endsAt <= startsAt) throw new Fault(statuspageCodes.dated_back)
  return { startedAt: startsAt, plannedTo: endsAt }
}

async function draftOf(
  tx: Tx,
  { page, kind, at }: { readonly page: PageRow; readonly kind: PostKind; readonly at: Instant },
  { phase, text, effects }: Pick<Written, 'phase' | 'text' | 'effects'>,
): Promise<store.DraftRow> {
  if (!(PHASES_OF[kind] as readonly Phase[]).includes(phase)) throw new Fault(statuspageCodes.phase_unfit)
  const known = new Set((await listComponents(tx, [page.id])).map(({ id }) => id))
  if (!effects.every(({ componentId }) => known.has(componentId))) throw new Fault(common.not_found)
  const said: Effects = Object.fromEntries(effects.map(({ componentId, state }) => [componentId, state]))
  return { phase, text, effects: said, reason: null, times: null, draftedAt: at }
}

export function writeDraft({ platform, caller }: Act, target: Target, { title, ...body }: Written): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { page, post } = await claimPost(tx, caller, { ...target, permission: WRITE_PAGES })
    const draft = await draftOf(tx, { page, kind: post.kind, at }, body)
    await store.updatePost(tx, { ...post, title, draft: { ...draft, times: post.draft?.times ?? null }, at })
  })
}

export function discardDraft({ platform, caller }: Act, id: string): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { page, post } = await claimPost(tx, caller, { id, ifMatch: undefined, permission: WRITE_PAGES })
    if (post.draft === null) throw new Fault(statuspageCodes.nothing_to_release)
    if (post.phase === null) await store.deletePost(tx, id)
    else await store.updatePost(tx, { ...post, draft: null, at })
    await tellOfPost({ platform, tx, at, actor: caller.ref }, postDiscarded, { page, post })
  })
}

/** Puts the draft before the public. What is released counts from now: there is no other time to give. */
export function releaseDraft({ platform, caller }: Act, target: Target): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { page, post } = await claimPost(tx, caller, { ...target, permission: RELEASE_POSTS })
    if (post.draft === null) throw new Fault(statuspageCodes.nothing_to_release)
    if (page.state === 'draft') throw new Fault(statuspageCodes.page_not_published)
    const before = await store.listUpdates(tx, [post.id])
    if (before.length >= UPDATES_MAX) throw new Fault(statuspageCodes.too_many_updates)
    const { phase, text, effects, times } = post.draft
    const releasedBy = signedIn(caller).personId
    const updateId = uuidv7()
    await store.insertUpdate(tx, { id: updateId, postId: post.id, phase, text, effects, releasedAt: at, releasedBy })
    const planned = times === null ? {} : { startedAt: times.from, plannedTo: times.to }
    const firstReleasedAt = post.firstReleasedAt ?? at
    await store.updatePost(tx, { ...post, ...planned, phase, firstReleasedAt, endedAt: isLastPhase(phase) ? at : null, draft: null, at })
    await declareAnew(tx, page)
    // Whoever was told of the beginning is told of the end, which touches nothing any more.
    const touched = new Set([effects, ...before.map((update) => update.effects)].flatMap((one) => Object.keys(one)))
    await queueDeliveries(tx, { updateId, pageId: page.id, componentIds: [...touched] })
    await tellOfPost({ platform, tx, at, actor: caller.ref }, postReleased, { page, post, isFirst: post.firstReleasedAt === null })
  })
}

async function declareAnew(tx: Tx, page: PageRow): Promise<void> {
  const posts = await store.listReleased(tx, page.id)
  const updates = await store.listUpdates(
    tx,
    posts.map(({ id }) => id),
  )
  const ids = (await listComponents(tx, [page.id])).map(({ id }) => id)
  const said = posts.map((post) => ({
    ...post,
    updates: updates
      .filter(({ postId }) => postId === post.id)
      .map(({ releasedAt, phase, effects }) => ({ at: releasedAt, phase, effects: within(effects, ids) })),
  }))
  await store.putDeclared(tx, ids, declaredOf(said))
}

/** Of components that are still there. */
function within(effects: Effects, ids: readonly string[]): Effects {
  return Object.fromEntries(Object.entries(effects).filter(([id]) => ids.includes(id)))
}

export function correctUpdate(
  { platform, caller }: Act,
  target: Target,
  said: { readonly id: string; readonly text: string },
): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { page, post } = await claimPost(tx, caller, { ...target, permission: RELEASE_POSTS })
    if (!(await store.correctUpdate(tx, { ...said, postId: post.id, at }))) throw new Fault(common.not_found)
    await store.updatePost(tx, { ...post, at })
    await tellOfPost({ platform, tx, at, actor: caller.ref }, postCorrected, { page, post })
  })
}

interface Claim {
  readonly id: string
  /** Undefined: whatever its version. */
  readonly ifMatch: number | null | undefined
  readonly permission: string
}

/** The post as it is once its page is held. */
async function claimPost(
  tx: Tx,
  caller: Act['caller'],
  { id, ifMatch, permission }: Claim,
): Promise<{ readonly page: PageRow; readonly post: PostRow }> {
  const seen = await store.findPost(tx, id)
  if (seen === undefined) throw new Fault(common.not_found)
  const page = await claimPage(tx, caller, { id: seen.pageId, permission })
  const post = await store.findPost(tx, id)
  if (post === undefined) throw new Fault(common.not_found)
  if (ifMatch !== undefined && ifMatch !== post.version) throw new Fault(common.version_mismatch)
  return { page, post }
}
