/** What other features may ask monitoring. */
export { readLines } from './queries/read-lines.ts'
