/** The routes of errors. */
import { envelopeRoutes } from './envelope.ts'
import { originRoutes } from './origins.ts'

export const errorsContract = { ...envelopeRoutes, ...originRoutes }
