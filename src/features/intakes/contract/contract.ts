/** The routes of intakes. */
import { sourceRoutes } from './sources.ts'
import { toolRoutes } from './tools.ts'

export const intakesContract = { ...sourceRoutes, ...toolRoutes }
