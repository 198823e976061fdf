/** Every route of on-call. */
import { dutyRoutes } from './duty.ts'
import { pageRoutes } from './pages.ts'

export const oncallContract = { ...dutyRoutes, ...pageRoutes }
