/** What the address of a list carries: filter, order, columns. The same in every list, so that views and links fit each. */
import { oneOf, text, type Search } from '#design/navigation/screen.ts'
import { SORTS } from '../../domain/sorts.ts'

/** An address without a filter shows what is open; this one shows all. */
export const EVERYTHING = '*'
export const FILTER_USUAL = 'is:open'

/** For `screen('/tasks', (raw) => listSearch(raw))`. */
export function listSearch(raw: Search) {
  return {
    filter: text(raw['filter']),
    sort: oneOf(raw['sort'], SORTS),
    /** Ids with commas between them. */
    columns: text(raw['columns']),
  }
}

/** The filter that holds. */
export function filterIn(address: string | undefined): string {
  if (address === EVERYTHING) return ''
  return address ?? FILTER_USUAL
}

/** As the address has it: nothing for the usual one. */
export function filterForAddress(filter: string): string | undefined {
  if (filter === FILTER_USUAL) return undefined
  return filter === '' ? EVERYTHING : filter
}
