/** Pages in browsers as tests of other features tell of them, which see no more of browser than its public.ts. */
export { openKeptPages, type Sent } from '#features/browser/testing.ts'
