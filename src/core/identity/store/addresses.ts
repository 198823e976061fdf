/** E-mail addresses of people, both ways. */
import { sql } from 'kysely'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

interface AddressRow {
  readonly id: string
  readonly email: string
}

/** By UUID. */
export async function findAddresses(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await named(tx, 'identity.findAddresses', sql<AddressRow>`select id, email from person where id = any(${ids}::uuid[])`)
  return new Map(rows.map(({ id, email }) => [id, email]))
}

/** UUIDs by address in small letters. */
export async function findByAddresses(tx: Tx, addresses: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = addresses.map((address) => address.toLowerCase())
  const rows = await named(
    tx,
    'identity.findByAddresses',
    sql<AddressRow>`select id, lower(email) as email from person where lower(email) = any(${wanted}::text[])`,
  )
  return new Map(rows.map(({ id, email }) => [email, id]))
}
