/** The routes of logs. */
import { lineRoutes } from './lines.ts'
import { readingRoutes } from './reading.ts'

export const logsContract = { ...lineRoutes, ...readingRoutes }
