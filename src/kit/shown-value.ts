/** Values and names as a sentence about a slip can hold them. */
import { meantName } from './nearest.ts'

/** What to write instead of a name that is not known. */
export function meant(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'Take it out.'
  const nearest = meantName(name, known)
  return `${nearest === undefined ? '' : `Did you mean ${nearest}? `}Possible: ${known.join(', ')}.`
}

/** What somebody wrote, cut short. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'Nothing'
  if (Array.isArray(value)) return 'A list'
  if (typeof value === 'object') return 'A block of fields'
  return typeof value === 'string' ? `"${value.slice(0, 60)}"` : JSON.stringify(value)
}
