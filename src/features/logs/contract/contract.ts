/** The routes of logs. */
import { lineRoutes } from './lines.ts'

export const logsContract = { ...lineRoutes }
