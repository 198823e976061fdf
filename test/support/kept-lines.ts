/** Logs as tests of other features use them, which see no more of them than their public.ts. */
export { aLine, openKeptLines, keepingLinesOf } from '#features/logs/testing.ts'
