/** Telemetry as tests of other features use it, which see no more of it than its public.ts. */
export { anIngestKey, dsnFor, keepingOf, openKept, secretFor, type Kept } from '#features/telemetry/testing.ts'
