/** Mapping rules as tests of other features write and read them, which see no more of mapping than its public.ts. */
export { isLabel, keepUnassignedOf, mappingOf } from '#features/mapping/testing.ts'
export { ownersSecretFor } from '#features/telemetry/testing.ts'
