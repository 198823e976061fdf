/** How signals stand against what is usual, as tests of other features need it. */
export { keepStanding } from '#features/monitoring/testing.ts'
