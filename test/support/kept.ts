/** Telemetry as tests of other features use it, which see no more of it than its public.ts. */
export {
  anIngestKey,
  aPackedRequest,
  aWriteRequest,
  dsnFor,
  keepingOf,
  openKept,
  secretFor,
  type Kept,
  type SentSeries,
} from '#features/telemetry/testing.ts'
