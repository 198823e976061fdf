/** Spans as tests of other features send them, which see no more of traces than its public.ts. */
export { aSpan, nanosecondsOf, openKeptSpans } from '#features/traces/testing.ts'
