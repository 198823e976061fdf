/** What other features may ask traces: whoever reads a protocol hands its spans over here. */
import type { Platform } from '#platform/platform.ts'
import { oncePer } from '#features/telemetry/public.ts'
import { SpanIntake } from './actions/span-intake.ts'

export type { Span } from './domain/span.ts'

export const spanIntakeOf = oncePer((platform: Pick<Platform, 'config' | 'clock'>) => new SpanIntake(platform))
export { readServed, readServedSteps, type ServedRow } from './store/served.ts'
export { readServedCells, type ServedCell } from './store/served-cells.ts'
