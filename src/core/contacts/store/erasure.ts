/** What is held about one human being, found and removed. */
import { sql } from 'kysely'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

/** What a contact is called once they are erased; whatever refers to them still has something to show. */
export const ERASED_NAME = 'an erased person'

export interface KnownContact {
  readonly id: string
  readonly name: string
  /** Without those by which somebody else goes now: texts that have them may well mean the other one. */
  readonly formerNames: readonly string[]
  readonly emails: readonly string[]
}

/** Contacts with one of these ids or addresses, and those that were merged into one of them. */
export async function findKnown(
  tx: Tx,
  { ids, emails }: { readonly ids: readonly string[]; readonly emails: readonly string[] },
): Promise<KnownContact[]> {
  return named(
    tx,
    'contacts.findKnown',
    sql<KnownContact>`
      select c.id, c.name, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email') as emails, array(
        select f.name from contact_former_name f where f.contact_id = c.id
          and not exists (select from contact other where lower(other.name) = lower(f.name) and other.id <> c.id)
        order by f.name) as "formerNames"
      from contact c
      where c.id = any(${[...ids]}::uuid[]) or c.merged_into = any(${[...ids]}::uuid[])
        or c.id in (select a.contact_id from contact_address a where a.kind = 'email' and a.value = any(${[...emails]}::text[]))
      order by c.id`,
  )
}

export interface HeldSession {
  readonly contactId: string
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly address: string
  readonly userAgent: string
}

export async function findHeldSessions(tx: Tx, ids: readonly string[]): Promise<HeldSession[]> {
  return named(
    tx,
    'contacts.findHeldSessions',
    sql<HeldSession>`
      select contact_id as "contactId", created_at as "createdAt", last_seen_at as "lastSeenAt", address, user_agent as "userAgent"
      from contact_session where contact_id = any(${[...ids]}::uuid[]) order by id`,
  )
}

export async function listFormerNames(tx: Tx, contactId: string): Promise<string[]> {
  const query = kysely<DB>(tx).selectFrom('contact_former_name').select('name').where('contact_id', '=', contactId).orderBy('name')
  return (await named<{ name: string }>(tx, 'contacts.listFormerNames', query)).map(({ name }) => name)
}

/** The next page of all e-mail addresses, in order, each once. */
export async function listEmails(tx: Tx, of: { readonly after: string; readonly limit: number }): Promise<string[]> {
  const rows = await named(
    tx,
    'contacts.listEmails',
    sql<{ value: string }>`
      select distinct value from contact_address where kind = 'email' and value > ${of.after} order by value limit ${of.limit}`,
  )
  return rows.map(({ value }) => value)
}

/** How many rows had something, and which contacts were not erased before. */
export interface ErasedContacts {
  readonly erasedIds: readonly string[]
  readonly contacts: number
  readonly addresses: number
  readonly formerNames: number
  readonly sessions: number
}

/** Empties what names them; the rows stay, because others refer to them. */
export async function eraseContacts(tx: Tx, ids: readonly string[]): Promise<ErasedContacts> {
  if (ids.length === 0) return { erasedIds: [], contacts: 0, addresses: 0, formerNames: 0, sessions: 0 }
  const addresses = kysely<DB>(tx)
    .deleteFrom('contact_address')
    .where('contact_id', 'in', [...ids])
  const formerNames = kysely<DB>(tx)
    .deleteFrom('contact_former_name')
    .where('contact_id', 'in', [...ids])
  const links = kysely<DB>(tx)
    .deleteFrom('contact_link')
    .where('contact_id', 'in', [...ids])
  const sessions = kysely<DB>(tx)
    .deleteFrom('contact_session')
    .where('contact_id', 'in', [...ids])
  const contacts = kysely<DB>(tx)
    .updateTable('contact')
    .set({
      name: ERASED_NAME,
      position: null,
      locale: null,
      state: sql`case when state = 'merged' then 'merged' else 'deactivated' end`,
      version: sql`version + 1`,
    })
    .where('id', 'in', [...ids])
    .where('name', '<>', ERASED_NAME)
    .returning('id')
  await affected(tx, 'contacts.eraseLinks', links)
  const erasedIds = (await named(tx, 'contacts.eraseContacts', contacts)).map(({ id }) => id)
  return {
    erasedIds,
    contacts: erasedIds.length,
    addresses: await affected(tx, 'contacts.eraseAddresses', addresses),
    formerNames: await affected(tx, 'contacts.eraseFormerNames', formerNames),
    sessions: await affected(tx, 'contacts.eraseSessions', sessions),
  }
}
