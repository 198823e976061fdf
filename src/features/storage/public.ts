/** What other features may ask of storage. */
export { findDroppedDays } from './store/limit.ts'
