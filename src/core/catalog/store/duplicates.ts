/** Names that must be unique are left to the schema: a look before the write could be overtaken. */
import { isDuplicate } from '#platform/pg/failures.ts'

/** False when the write would have broken the unique constraint; the transaction can then only be rolled back. */
export async function unlessTaken(constraint: string, write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (isDuplicate(error, constraint)) return false
    throw error
  }
}
