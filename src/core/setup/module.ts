/** What set-up contributes to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { setupCodes } from './contract/codes.ts'
import { setupContract } from './contract/contract.ts'
import { setupHandlers } from './http/handlers.ts'

export const setupModule: ModuleFactory = (platform) => ({
  name: 'setup',
  codes: [setupCodes],
  contract: setupContract,
  handlers: setupHandlers(platform),
})
