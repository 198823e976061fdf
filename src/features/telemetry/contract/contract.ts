/** Telemetry's routes. */
import { intakeRoutes } from './intake.ts'
import { keyRoutes } from './keys.ts'
import { prometheusRoutes } from './prometheus.ts'

export const telemetryContract = { ...keyRoutes, ...intakeRoutes, ...prometheusRoutes }
