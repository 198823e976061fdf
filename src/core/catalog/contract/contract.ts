/** All routes of the catalog. */
import { applicationRoutes } from './applications.ts'
import { clientRoutes } from './clients.ts'
import { componentRoutes } from './components.ts'
import { environmentRoutes } from './environments.ts'
import { featureRoutes } from './features.ts'

export const catalogContract = { ...clientRoutes, ...applicationRoutes, ...environmentRoutes, ...componentRoutes, ...featureRoutes }
