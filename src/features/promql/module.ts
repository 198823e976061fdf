/** What PromQL contributes to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { promqlCodes } from './contract/codes.ts'
import { promqlContract, READ_SERIES } from './contract/contract.ts'
import { promqlHandlers } from './http/handlers.ts'

export const promqlModule: ModuleFactory = (platform) => ({
  name: 'promql',
  codes: [promqlCodes],
  permissions: [
    { name: READ_SERIES, allows: 'Read what was measured of applications by expressions of PromQL, also with Grafana and others.' },
  ],
  contract: promqlContract,
  handlers: promqlHandlers(platform),
})
