/** Telemetry and logs as tests of other features use them, which see no more of them than their public.ts. */
export { anIngestKey, keepingOf, openKept, secretFor, type Kept } from '#features/telemetry/testing.ts'
export { keepingLinesOf } from '#features/logs/testing.ts'
