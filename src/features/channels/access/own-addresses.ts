/** By what people are reached, whoever asks: whoever has an account is reached by its mail and in its consoles. */
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../needs.ts'
import { addAccountOwn, listOwn, type AddressRow } from '../store/addresses.ts'

/** Rows of people, among them those that their accounts bring along. */
export async function ownAddresses({ clock }: Pick<Needs, 'clock'>, tx: Tx, personIds: readonly string[]): Promise<AddressRow[]> {
  if (personIds.length === 0) return []
  const rows = await listOwn(tx, personIds)
  const missing = personIds.filter((id) => !rows.some((row) => row.personId === id && row.channel === 'in_app'))
  if (missing.length === 0) return rows
  await addAccountOwn(tx, missing, clock.now())
  return listOwn(tx, personIds)
}
