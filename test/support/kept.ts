/** Telemetry as tests of other features use it, which see no more of it than its public.ts. */
export { keepingOf, makeIngestKey, openKept, samples as telemetrySamples, type Kept } from '#features/telemetry/testing.ts'
