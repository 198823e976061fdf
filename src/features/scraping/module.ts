/** What scraping contributes to the server. */
import { scrapingEvents } from '#events/scraping.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { HOLD_EVERY_MS, Scraper } from './actions/scraper.ts'
import { scrapingCodes } from './contract/codes.ts'
import { APPROVE_TARGETS, READ_TARGETS, scrapingContract, WRITE_TARGETS } from './contract/contract.ts'
import { scrapingHandlers } from './http/handlers.ts'

/** How late a scrape may begin; samples are kept to the second. */
const TICK_EVERY_MS = 250

export const scrapingModule: ModuleFactory = (platform) => {
  const scraper = new Scraper(platform)
  return {
    name: 'scraping',
    codes: [scrapingCodes],
    events: scrapingEvents,
    permissions: [
      { name: READ_TARGETS, allows: 'See what Pitcrew fetches metrics from, and how that goes.' },
      { name: WRITE_TARGETS, allows: 'Add, change, pause and delete what Pitcrew fetches metrics from.' },
      { name: APPROVE_TARGETS, allows: 'Approve that Pitcrew fetches metrics from inside a private network.' },
    ],
    contract: scrapingContract,
    handlers: scrapingHandlers(platform),
    routines: [
      { name: 'scraping.hold', everyMs: HOLD_EVERY_MS, on: 'probe_nodes', run: () => scraper.hold() },
      { name: 'scraping.scrape', everyMs: TICK_EVERY_MS, on: 'probe_nodes', run: async () => scraper.tick() },
    ],
  }
}
