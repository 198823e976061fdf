/** How much applications are used, as those see it who may. */
import { clientNames, environmentsOf, environmentsWithin, featuresOf, namedOf, scopeOf } from '#core/catalog/public.ts'
import { reachOf, requirePermission } from '#core/identity/public.ts'
import { planOf } from '#core/plan/public.ts'
import { readDays, readUses, readWeeks, type WeekRow } from '#features/browser/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { csvLine } from '#kit/csv.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, later, toIso, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Activity, activityContract } from '../contract/contract.ts'
import { movedBy, type Moved } from '../domain/change.ts'
import { featureUses, type FeatureUse } from '../domain/features.ts'
import { READ_ACTIVITY } from '../domain/permissions.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

export interface Place {
  /** UUID */
  readonly applicationId: string
  /** UUID of one environment; all unless said. */
  readonly environmentId: string | undefined
}

/** As long as browsers' items are kept. */
const COURSE_DAYS = 30
/** More environments than an installation has applications for. */
const ENVIRONMENTS_MAX = 2_000

/** Throws `common.not_found` for an application or environment that is not there or not the caller's to see. */
export async function readActivity(ask: Ask, place: Place): Promise<Activity> {
  const { environments, known, casesMin } = await placeOf(ask, place)
  const { clickhouse, clock } = ask.platform
  const to = later(clock.now(), 1)
  const wanted = { environments, to }
  const [weeks, days, uses] =
    environments.length === 0
      ? [[], [], []]
      : await Promise.all([readWeeks(clickhouse, wanted), readDays(clickhouse, wanted), readUses(clickhouse, wanted)])
  const course = everyDay(days, to)
  return {
    ...inWeeks(weeks, casesMin),
    sessionSeconds: { now: longest(weeks, true), before: longest(weeks, false) },
    today: course.at(-1)?.sessions ?? 0,
    month: course.reduce((sum, { sessions }) => sum + sessions, 0),
    course,
    features: featureUses(known, uses).map((row) => shown(row, casesMin)),
  }
}

async function placeOf({ platform, caller }: Ask, { applicationId, environmentId }: Place) {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_ACTIVITY, { ...scope, audience: 'internal' })
    const all = (await environmentsOf(tx, applicationId)).map(({ id }) => id)
    if (environmentId !== undefined && !all.includes(environmentId)) throw new Fault(common.not_found)
    const { plan } = await planOf(platform).effective({ clientId: scope.clientId, applicationId }, { tx })
    return {
      environments: environmentId === undefined ? all : [environmentId],
      known: await featuresOf(tx, applicationId),
      casesMin: plan.restraint.casesForFiguresMin,
    }
  })
}

function inWeeks(weeks: readonly WeekRow[], casesMin: number): Pick<Activity, 'sessions' | 'views'> {
  const of = (count: (row: WeekRow) => number): Moved => {
    const sum = (isThisWeek: boolean) => weeks.reduce((all, row) => all + (row.isThisWeek === isThisWeek ? count(row) : 0), 0)
    return movedBy({ now: sum(true), before: sum(false) }, casesMin)
  }
  return { sessions: of((row) => row.sessions), views: of((row) => row.views) }
}

/** A median of several environments cannot be put together from theirs: that of the one with most sessions stands for them. */
function longest(weeks: readonly WeekRow[], isThisWeek: boolean): number | null {
  const [most] = weeks.filter((row) => row.isThisWeek === isThisWeek).toSorted((a, b) => b.sessions - a.sessions)
  return most?.sessionSeconds ?? null
}

function everyDay(days: Awaited<ReturnType<typeof readDays>>, to: Instant): Activity['course'] {
  const counts = new Map(days.map(({ day, sessions }) => [day, sessions]))
  return Array.from({ length: COURSE_DAYS }, (_, index) => {
    const day = toIso(later(to, (index + 1 - COURSE_DAYS) * DAY_MS)).slice(0, 10)
    return { day, sessions: counts.get(day) ?? 0 }
  })
}

function shown({ feature, name, now, before, releases }: FeatureUse, casesMin: number): Activity['features'][number] {
  const { id = null, importance = null } = feature ?? {}
  return { featureId: id, name, importance, uses: movedBy({ now, before }, casesMin), releases: [...releases] }
}

/** Applications by how much they were used; those that nobody used are left out. */
export async function listActivity({ platform, caller }: Ask): Promise<ReplyOf<(typeof activityContract)['listActivity']>> {
  const { places, casesMin } = await platform.work.read(async (tx) => ({
    places: await environmentsWithin(tx, reachOf(caller, READ_ACTIVITY), ENVIRONMENTS_MAX),
    casesMin: (await planOf(platform).effective({ clientId: null, applicationId: null }, { tx })).plan.restraint.casesForFiguresMin,
  }))
  if (places.length === 0) return { items: [] }
  const environments = places.map(({ id }) => id)
  const weeks = await readWeeks(platform.clickhouse, { environments, to: later(platform.clock.now(), 1) })
  const applicationOf = new Map(places.map((place) => [place.id, place]))
  const used = new Map<string, WeekRow[]>()
  for (const week of weeks) {
    const id = applicationOf.get(week.environmentId)?.applicationId
    if (id !== undefined) used.set(id, [...(used.get(id) ?? []), week])
  }
  const names = await namesOf(platform, [...used.keys()])
  const items = [...used].map(([applicationId, rows]) => ({
    applicationId,
    application: names.get(applicationId)?.application ?? toId('application', applicationId),
    client: names.get(applicationId)?.client ?? null,
    ...inWeeks(rows, casesMin),
  }))
  return { items: items.toSorted((a, b) => b.sessions.now - a.sessions.now || (a.application < b.application ? -1 : 1)) }
}

async function namesOf(platform: Ask['platform'], applicationIds: readonly string[]) {
  return platform.work.read(async (tx) => {
    const found = new Map<string, { readonly application: string; readonly client: string | null }>()
    const named = await Promise.all(applicationIds.map(async (id) => ({ id, of: await namedOf(tx, 'application', id) })))
    const clientIds = named.flatMap(({ of }) => of?.scope.clientId ?? [])
    const clients = await clientNames(tx, clientIds)
    for (const { id, of } of named)
      if (of) found.set(id, { application: of.name, client: of.scope.clientId === null ? null : (clients.get(of.scope.clientId) ?? null) })
    return found
  })
}

/** A line for each feature and release of this week; one without a release for those that nobody used. */
export async function exportFeatures(ask: Ask, place: Place): Promise<AsyncIterable<string>> {
  return linesOf(await readActivity(ask, place))
}

async function* linesOf({ features }: Activity): AsyncGenerator<string> {
  yield csvLine(['feature', 'importance', 'release', 'uses this week', 'uses of all releases this week', 'uses the week before'])
  for (const { name, importance, uses, releases } of features) {
    const of = releases.length > 0 ? releases : [{ release: '', uses: 0 }]
    for (const one of of) yield csvLine([name, importance, one.release, one.uses, uses.now, uses.before])
  }
}
