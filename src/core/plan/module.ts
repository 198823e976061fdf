/** What plans contribute to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { planEvents } from '#events/plan.ts'
import { planPersonal } from './actions/erasure.ts'
import { planFiles } from './actions/files.ts'
import { planAspects } from './aspects.ts'
import { planCodes } from './contract/codes.ts'
import { planContract } from './contract/contract.ts'
import { READ_PLANS, WRITE_PLANS } from './domain/permissions.ts'
import { planHandOvers } from './hand-overs.ts'
import { planHandlers } from './http/handlers.ts'

export const planModule: ModuleFactory = (platform) => ({
  name: 'plan',
  codes: [planCodes],
  events: planEvents,
  permissions: [
    { name: READ_PLANS, allows: 'See support plans, their versions and where their values come from.' },
    { name: WRITE_PLANS, allows: 'Change, import and restore support plans.' },
  ],
  contract: planContract,
  handlers: planHandlers(platform),
  configuration: [planFiles(platform)],
  personal: planPersonal,
  coverage: planAspects,
  handOvers: planHandOvers(platform),
})
