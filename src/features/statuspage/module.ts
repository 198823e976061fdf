/** What status pages contribute to the server. */
import { statuspageEvents } from '#events/statuspage.ts'
import { SECOND_MS } from '#kit/time.ts'
import { openOutlet } from '#platform/files/outlet.ts'
import type { ModuleFactory, Routine } from '#platform/module.ts'
import { statuspagePersonal, statuspageRetention } from './actions/personal.ts'
import { Deliveries } from './actions/deliveries.ts'
import { askHookJob, tellHookJob } from './actions/hooks.ts'
import { KeptPages } from './actions/kept-pages.ts'
import { StaticCopies } from './actions/static-copies.ts'
import { statuspageCodes } from './contract/codes.ts'
import { statuspageContract } from './contract/contract.ts'
import { READ_PAGES, RELEASE_POSTS, WRITE_PAGES } from './domain/permissions.ts'
import { statuspageHandlers } from './http/handlers.ts'
import { publicationsOf } from './http/publications.ts'
import { subscriptionPages } from './http/subscription.ts'
import { copyOf } from './pages/copy.ts'
import { buildPage, type PublicPage } from './queries/build-page.ts'
import { copyHealth } from './queries/copy-health.ts'
import { pageIds } from './queries/pages.ts'
import { needsNow } from './queries/posts.ts'
import { incidentReaction, windowReaction } from './reactions/drafts.ts'
import { firstPageReaction } from './reactions/first-page.ts'

/** How soon after it was told a change is public. */
const KEEP_EVERY_MS = SECOND_MS
/** Releases are told; what a node that died has left behind is not. */
const LEFT_BEHIND_EVERY_MS = 15 * SECOND_MS

/** None when nobody said where copies belong. */
function copyRoutine(platform: Parameters<ModuleFactory>[0], pages: KeptPages): readonly Routine[] {
  const { statusCopy, publicUrl } = platform.config
  if (statusCopy === undefined) return []
  const make = (page: PublicPage) => copyOf(page, { publicUrl, copyUrl: statusCopy.url })
  const copies = new StaticCopies({ platform, outlet: openOutlet(statusCopy.outlet), pages: () => pages.openPages(), make })
  return [{ name: 'statuspage.copy', everyMs: KEEP_EVERY_MS, on: 'worker_nodes', run: () => copies.run() }]
}

export const statuspageModule: ModuleFactory = (platform) => {
  const pages = new KeptPages({ platform, build: (id) => buildPage(platform, id), list: () => pageIds(platform) })
  const deliveries = new Deliveries(platform)
  return {
    name: 'statuspage',
    codes: [statuspageCodes],
    events: statuspageEvents,
    permissions: [
      { name: READ_PAGES, allows: 'See status pages, also unpublished ones, and what waits to be released.' },
      { name: WRITE_PAGES, allows: 'Change status pages and write drafts of posts.' },
      { name: RELEASE_POSTS, allows: 'Publish status pages, release and correct posts.' },
    ],
    contract: statuspageContract,
    handlers: statuspageHandlers(platform),
    reactions: [firstPageReaction(platform), incidentReaction(platform), windowReaction(platform)],
    now: (caller) => needsNow({ platform, caller }),
    health: () => copyHealth(platform),
    pages: subscriptionPages(platform, pages),
    publications: publicationsOf(platform, pages),
    pathOfHost: (host) => pages.pathOfHost(host),
    showsAlone: async () => (await pages.openPages()).length > 0,
    routines: [
      { name: 'statuspage.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: () => pages.run() },
      { name: 'statuspage.send', everyMs: LEFT_BEHIND_EVERY_MS, on: 'worker_nodes', run: () => deliveries.run() },
      ...copyRoutine(platform, pages),
    ],
    jobs: [askHookJob(platform), tellHookJob(platform)],
    personal: statuspagePersonal,
    retention: statuspageRetention,
  }
}
