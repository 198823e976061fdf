/** How pages load in real browsers, as those see it who may. */
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { HOUR_MS, later, MINUTE_MS } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Pages } from '../contract/contract.ts'
import { READ_PAGES } from '../domain/permissions.ts'
import { countSessions, readCourse, readFeatures, readRequests, readRoutes, readSums, type Wanted } from '../store/read-pages.ts'

const ACTIVE_MS = 5 * MINUTE_MS
/** Steps of a chart. */
const STEPS = 60

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

/** What the page loads, so that a line for it can be shown. */
export type Script = Pages['script']

export async function readPages(
  { platform, caller }: Ask,
  of: { readonly applicationId: string; readonly environmentId: string | undefined; readonly hours: number; readonly script: Script },
): Promise<Pages> {
  const { hours, script } = of
  const environments = await seenEnvironments(platform, caller, of)
  const to = later(platform.clock.now(), 1)
  const nothing = {
    hours,
    sessions: 0,
    views: 0,
    activeNow: 0,
    sessionSeconds: null,
    course: [],
    routes: [],
    features: [],
    requests: [],
    script,
  }
  if (environments.length === 0) return nothing
  const wanted: Wanted = { environments, from: later(to, -hours * HOUR_MS), to }
  const { clickhouse } = platform
  const [sums, activeNow, course, routes, features, requests] = await Promise.all([
    readSums(clickhouse, wanted),
    countSessions(clickhouse, { ...wanted, from: later(to, -ACTIVE_MS) }),
    readCourse(clickhouse, wanted, (hours * 3_600) / STEPS),
    readRoutes(clickhouse, wanted),
    readFeatures(clickhouse, wanted),
    readRequests(clickhouse, wanted),
  ])
  return { ...sums, hours, activeNow, course: [...course], routes: [...routes], features: [...features], requests: [...requests], script }
}

/** Throws `common.not_found` for an application or environment that is not there or not the caller's. */
export async function seenEnvironments(
  platform: Ask['platform'],
  caller: Caller,
  { applicationId, environmentId }: { readonly applicationId: string; readonly environmentId: string | undefined },
): Promise<readonly string[]> {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_PAGES, scope)
    const ids = (await environmentsOf(tx, applicationId)).map(({ id }) => id)
    if (environmentId === undefined) return ids
    if (!ids.includes(environmentId)) throw new Fault(common.not_found)
    return [environmentId]
  })
}
