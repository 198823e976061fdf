/** The routes of alerting. */
import { alertRoutes } from './alerts.ts'
import { ruleRoutes } from './rules.ts'
import { silenceRoutes } from './silences.ts'

export const alertingContract = { ...alertRoutes, ...ruleRoutes, ...silenceRoutes }
