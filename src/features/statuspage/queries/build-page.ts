/** Puts together what readers of a page see. Page, interface and editor all read it from here, so they agree to the second. */
import { environmentsOf } from '#core/catalog/public.ts'
import { checksIn, outcomesOver, type NamedCheck } from '#features/checks/public.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { foundIn, type Declared } from '../domain/declared.ts'
import { nextChange } from '../domain/next-change.ts'
import type { PublicComponent, PublicPage, PublicPost } from '../domain/public-page.ts'
import { pageStateOf, statesOver, type Found, type Outcome, type Span } from '../domain/states.ts'
import { daysOf, rangeOfDays, secondsOf, uptimeOf, wholeSecond } from '../domain/uptime.ts'
import { findLogo, findPage, listComponents, type ComponentRow, type PageRow, type Picture } from '../store/pages.ts'
import { listDeclared, listReleased, listUpdates, type PostRow, type UpdateRow } from '../store/posts.ts'

export type { PublicPage } from '../domain/public-page.ts'

export type BuildNeeds = Pick<Platform, 'work' | 'clock' | 'clickhouse'>

interface Loaded {
  readonly page: PageRow
  readonly logo: Picture | undefined
  readonly components: readonly ComponentRow[]
  /** By id of a component. */
  readonly checks: ReadonlyMap<string, readonly NamedCheck[]>
  readonly declared: readonly Declared[]
  readonly posts: readonly PostRow[]
  readonly updates: readonly UpdateRow[]
}

/** Undefined when there is no such page. Throws while a store is away. */
export async function buildPage(platform: BuildNeeds, id: string): Promise<PublicPage | undefined> {
  const now = platform.clock.now()
  const loaded = await platform.work.read((tx) => load(tx, id))
  if (loaded === undefined) return undefined
  const { page, logo, components, declared } = loaded
  const posts = postsOf(loaded.posts, loaded.updates)
  const range = rangeOfDays(now)
  const built = await buildComponents(platform, loaded, range)
  const weighed = built.map(({ state }, index) => ({ state, weight: components[index]?.weight ?? 1 }))
  const { name, slug, intro, language, colour, supportUrl, domain, state: pageState, isPrivate, linkNumber } = page
  const said = { id, name, slug, intro, language, colour, supportUrl, domain, pageState, isPrivate, linkNumber }
  const applicationIds = [...new Set(components.flatMap((one) => one.applicationId ?? []))]
  return {
    ...said,
    logo: logo === undefined ? null : { mediaType: logo.mediaType, content: logo.bytes.toString('base64') },
    applicationIds,
    builtAt: wholeSecond(now),
    changesAt: nextChange(now, { declared, posts }),
    range,
    state: pageStateOf(weighed),
    components: built,
    posts,
  }
}

async function load(tx: Tx, id: string): Promise<Loaded | undefined> {
  const page = await findPage(tx, id)
  if (page === undefined) return undefined
  const components = await listComponents(tx, [id])
  const declared = await listDeclared(
    tx,
    components.map((one) => one.id),
  )
  const posts = await listReleased(tx, id)
  const updates = await listUpdates(
    tx,
    posts.map((post) => post.id),
  )
  return { page, logo: await findLogo(tx, id), components, checks: await followed(tx, components), declared, posts, updates }
}

/** The checks that each component follows: those chosen, or whatever looks at its application's production environments. */
async function followed(tx: Tx, components: readonly ComponentRow[]): Promise<Loaded['checks']> {
  const checks = new Map<string, { readonly all: readonly NamedCheck[]; readonly production: readonly NamedCheck[] }>()
  for (const applicationId of new Set(components.flatMap((one) => one.applicationId ?? []))) {
    const environments = await environmentsOf(tx, applicationId)
    const all = await checksIn(
      tx,
      environments.map(({ id }) => id),
    )
    const production = new Set(environments.flatMap(({ id, kind }) => (kind === 'production' ? [id] : [])))
    checks.set(applicationId, { all, production: all.filter(({ environmentId }) => production.has(environmentId)) })
  }
  return new Map(
    components.map(({ id, applicationId, checkIds }) => {
      const of = applicationId === null ? undefined : checks.get(applicationId)
      return [id, (checkIds === null ? of?.production : of?.all.filter((check) => checkIds.includes(check.id))) ?? []]
    }),
  )
}

async function buildComponents(
  platform: BuildNeeds,
  { components, checks, declared }: Loaded,
  range: Span,
): Promise<readonly PublicComponent[]> {
  const asked = new Map([...checks.values()].flat().map((check) => [check.id, check]))
  const outcomes = await outcomesOver(platform, [...asked.values()], range)
  return components.map((component) => {
    const own = (checks.get(component.id) ?? []).map(({ id }): readonly Found<Outcome>[] =>
      (outcomes.get(id) ?? []).map(({ from, to, outcome }) => ({ from, to, value: outcome })),
    )
    const said = foundIn(
      declared.filter(({ componentId }) => componentId === component.id),
      range.to,
    )
    const intervals = statesOver({ since: wholeSecond(component.since), checks: own, declared: said }, range)
    const seconds = secondsOf(intervals)
    const { id, name, group } = component
    const { state, since } = latest(intervals, range.to)
    return { id, name, group, state, since, seconds, uptime: uptimeOf(seconds), days: daysOf(intervals, range).map(secondsOf) }
  })
}

/** The state at the end and since when it holds, whatever its reasons were meanwhile. */
function latest(
  intervals: ReturnType<typeof statesOver>,
  end: Instant,
): { readonly state: PublicComponent['state']; readonly since: Instant } {
  const state = intervals.at(-1)?.state ?? 'unknown'
  const before = intervals.findLastIndex((interval) => interval.state !== state)
  return { state, since: intervals[before + 1]?.from ?? end }
}

function postsOf(posts: readonly PostRow[], updates: readonly UpdateRow[]): readonly PublicPost[] {
  return posts.flatMap(({ id, kind, title, phase, startedAt, plannedTo, endedAt }) => {
    const own = updates.filter(({ postId }) => postId === id).toReversed()
    if (phase === null || own.length === 0) return []
    const said = own.map(({ effects, ...update }) => ({
      id: update.id,
      phase: update.phase,
      text: update.text,
      releasedAt: update.releasedAt,
      correctedAt: update.correctedAt,
      effects: Object.entries(effects).map(([componentId, state]) => ({ componentId, state })),
    }))
    return [{ id, kind, title, phase, startedAt, plannedTo, endedAt, updates: said }]
  })
}
