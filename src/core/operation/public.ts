/** What features, the composition and the command line may ask. */
export type { LogReaderFacts, OperationFacts, StoreFacts } from './facts.ts'
export { measureHealth } from './queries/health.ts'
export { settingsOf, type Settings } from './settings.ts'
