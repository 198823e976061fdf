/** What the composition and the command line may ask. */
export { Parts } from './parts.ts'
export { ERASURE_LIST } from './actions/erasure-list.ts'
export { replayErasures } from './actions/replay.ts'
