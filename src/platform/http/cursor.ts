/**
 * Cursors of keyset-paged lists: the sort values of the last row and the direction, as base64url JSON. They are validated, not
 * signed: whatever a caller writes into one, the query it continues shows that caller's rows only.
 */
import { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'

/** One entry per sort column, in the order of the list's ORDER BY, the unique one last. */
export type SortValues = readonly (string | number | null)[]

export interface Cursor {
  readonly after: SortValues
  /** Names the order of the list, such as `name` or `-createdAt`, so that a cursor of another order is refused. */
  readonly order: string
}

const wire = z.tuple([
  z.string().max(60),
  z
    .array(z.union([z.string(), z.number(), z.null()]))
    .min(1)
    .max(6),
])

/** Opaque for callers; only `decodeCursor` with the same order reads it. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.order, cursor.after])).toString('base64url')
}

/** Null when no cursor was sent. Throws `common.invalid_request` on `query.cursor` when it is not one of this list's. */
export function decodeCursor(text: string | undefined, order: string, columns: number): SortValues | null {
  if (text === undefined) return null
  const parsed = wire.safeParse(parseCursor(text))
  if (parsed.success && parsed.data[0] === order && parsed.data[1].length === columns) return parsed.data[1]
  const message = 'must be the nextCursor of the previous page, with the same order'
  throw new Fault(common.invalid_request, { detail: `The cursor ${message}.`, fields: [{ field: 'query.cursor', message }] })
}

function parseCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    // Not JSON at all: the schema refuses undefined like any other wrong form.
    return undefined
  }
}

/** Cuts a page out of `limit + 1` rows read in order, and makes the cursor that continues it. */
export function pageFrom<Row>(
  rows: readonly Row[],
  limit: number,
  order: string,
  sortValues: (row: Row) => SortValues,
): { readonly items: readonly Row[]; readonly nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ order, after: sortValues(last) }) : null }
}
