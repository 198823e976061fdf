/** Errors as tests of other features use them, which see no more of them than their public.ts. */
export { anEvent, openKeptErrors, reportErrors } from '#features/errors/testing.ts'
