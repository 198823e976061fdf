/** What activity contributes to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { activityContract } from './contract/contract.ts'
import { READ_ACTIVITY } from './domain/permissions.ts'
import { activityHandlers } from './http/handlers.ts'

export const activityModule: ModuleFactory = (platform) => ({
  name: 'activity',
  permissions: [{ name: READ_ACTIVITY, allows: 'See how much applications are used, and which of their features.' }],
  contract: activityContract,
  handlers: activityHandlers(platform),
})
