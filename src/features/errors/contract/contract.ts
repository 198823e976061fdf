/** The routes of errors. */
import { envelopeRoutes } from './envelope.ts'
import { errorRoutes } from './errors.ts'
import { feedbackRoutes } from './feedback.ts'
import { groupRoutes } from './groups.ts'
import { originRoutes } from './origins.ts'
import { sourceMapRoutes } from './source-maps.ts'

export const errorsContract = { ...envelopeRoutes, ...groupRoutes, ...errorRoutes, ...feedbackRoutes, ...originRoutes, ...sourceMapRoutes }
