/** What browsers send contributes to the server. */
import { originBookOf } from '#features/errors/public.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { KEEP_EVERY_MS } from '#platform/segments/segment-keeper.ts'
import { PageIntake, pageKeeper } from './actions/page-intake.ts'
import { browserCodes } from './contract/codes.ts'
import { browserContract } from './contract/contract.ts'
import { READ_PAGES } from './domain/permissions.ts'
import { browserHandlers } from './http/handlers.ts'
import { scriptPublications } from './http/script.ts'

export const browserModule: ModuleFactory = (platform) => {
  const intake = new PageIntake(platform)
  const keeper = pageKeeper(platform, intake)
  return {
    name: 'browser',
    codes: [browserCodes],
    permissions: [{ name: READ_PAGES, allows: 'See how pages of applications load in real browsers, and what is used.' }],
    contract: browserContract,
    handlers: browserHandlers({ platform, book: keyBookOf(platform), origins: originBookOf(platform), intake }),
    publications: scriptPublications,
    routines: [{ name: 'browser.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: async () => void (await keeper.run()) }],
  }
}
