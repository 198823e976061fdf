/** All routes of the operation of the installation. */
import { auditRoutes } from './audit.ts'
import { healthRoutes } from './health.ts'
import { jobRoutes } from './jobs.ts'
import { nowRoutes } from './now.ts'
import { settingRoutes } from './settings.ts'

export const operationContract = { ...auditRoutes, ...jobRoutes, ...settingRoutes, ...healthRoutes, ...nowRoutes }
