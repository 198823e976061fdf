/** What dashboards and the explorer contribute to the server. */
import { dashboardEvents } from '#events/dashboards.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { dashboardsPersonal, dashboardsRetention } from './actions/erasure.ts'
import { dashboardFiles } from './actions/files.ts'
import { dashboardCodes } from './contract/codes.ts'
import { dashboardsContract } from './contract/contract.ts'
import { READ_DASHBOARDS, WRITE_DASHBOARDS } from './domain/permissions.ts'
import { dashboardsHandlers } from './http/handlers.ts'

export const dashboardsModule: ModuleFactory = (platform) => ({
  name: 'dashboards',
  codes: [dashboardCodes],
  events: dashboardEvents,
  permissions: [
    { name: READ_DASHBOARDS, allows: 'See dashboards.' },
    { name: WRITE_DASHBOARDS, allows: 'Make, change and delete dashboards.' },
  ],
  contract: dashboardsContract,
  handlers: dashboardsHandlers(platform),
  personal: dashboardsPersonal,
  retention: dashboardsRetention,
  configuration: [dashboardFiles(platform)],
})
