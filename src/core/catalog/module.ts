/** What the catalog contributes to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { catalogEvents } from '#events/catalog.ts'
import { catalogPersonal } from './actions/erasure.ts'
import { catalogAspects, catalogHandOvers } from './aspects.ts'
import { catalogCodes } from './contract/codes.ts'
import { catalogContract } from './contract/contract.ts'
import { READ_APPLICATIONS, READ_CLIENTS, WRITE_APPLICATIONS, WRITE_CLIENTS } from './domain/permissions.ts'
import { catalogHandlers } from './http/handlers.ts'

export const catalogModule: ModuleFactory = (platform) => ({
  name: 'catalog',
  codes: [catalogCodes],
  events: catalogEvents,
  permissions: [
    { name: READ_CLIENTS, allows: 'See clients.' },
    { name: WRITE_CLIENTS, allows: 'Add, change and archive clients.' },
    { name: READ_APPLICATIONS, allows: 'See applications with their environments, components, features and owners.' },
    { name: WRITE_APPLICATIONS, allows: 'Add, change and archive applications and everything on their map, and say who looks after it.' },
  ],
  contract: catalogContract,
  handlers: catalogHandlers(platform),
  personal: catalogPersonal,
  coverage: catalogAspects,
  handOvers: catalogHandOvers(platform),
})
