/** What links contribute to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { linkEvents } from '#events/links.ts'
import { linksCodes } from './contract/codes.ts'
import { linksContract } from './contract/contract.ts'
import { READ_LINKS, WRITE_LINKS } from './domain/permissions.ts'
import { linksHandlers } from './http/handlers.ts'

export const linksModule: ModuleFactory = (platform) => ({
  name: 'links',
  codes: [linksCodes],
  events: linkEvents,
  permissions: [
    { name: READ_LINKS, allows: 'See which records are linked, as far as one may see both.' },
    { name: WRITE_LINKS, allows: 'Link records that one may see, and take links away.' },
  ],
  contract: linksContract,
  handlers: linksHandlers(platform),
})
