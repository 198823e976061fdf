/** For features that list their own rows by what the record says too. */
import { sql, type RawBuilder } from 'kysely'

/** Joins the record of a row, as `r`, by the row's id; a deleted one and its row are left out. */
export function joinRecord(id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`join record r on r.id = ${id} and r.deleted_at is null`
}
