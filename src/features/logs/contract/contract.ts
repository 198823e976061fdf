/** The routes of logs. */
import { lineRoutes } from './lines.ts'
import { readingRoutes } from './reading.ts'
import { searchRoutes } from './searches.ts'

export const logsContract = { ...lineRoutes, ...readingRoutes, ...searchRoutes }
