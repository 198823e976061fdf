/** Telemetry's routes. */
import { keyRoutes } from './keys.ts'
import { prometheusRoutes } from './prometheus.ts'

export const telemetryContract = { ...keyRoutes, ...prometheusRoutes }
