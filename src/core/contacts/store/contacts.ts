/** Tables `contact` and `contact_address`. */
import { sql, type RawBuilder } from 'kysely'
import type { Reach } from '#core/identity/public.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { ContactState } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface ContactRow {
  readonly id: string
  readonly clientId: string
  readonly applicationId: string | null
  readonly name: string
  readonly position: string | null
  readonly locale: string | null
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly state: ContactState
  readonly mergedInto: string | null
  readonly lastSeenAt: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
  /** The name as the database folds it: what the list is ordered by. */
  readonly sortName: string
}

const valuesOf = (kind: 'email' | 'phone') => sql`
  array(select a.value from contact_address a where a.contact_id = c.id and a.kind = ${sql.lit(kind)} order by a.rank)`

const columns = sql`
  c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale,
  ${valuesOf('email')} as emails, ${valuesOf('phone')} as phones, c.state, c.merged_into as "mergedInto",
  (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt",
  c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName"`

export interface ContactFilter {
  readonly reach: Reach
  readonly clientId: string | undefined
  readonly kind: 'contact' | 'end_user' | undefined
  readonly state: ContactState | 'all'
  readonly text: string | undefined
  /** The last row of the page before. */
  readonly after: readonly (string | number | null)[] | null
  /** One more than shown, to know whether another page follows. */
  readonly limit: number
}

/** By name. */
export function listContacts(tx: Tx, filter: ContactFilter): Promise<ContactRow[]> {
  const { clientId, kind, state, text, after } = filter
  const conditions: RawBuilder<boolean>[] = [within(filter.reach)]
  if (clientId !== undefined) conditions.push(sql`c.client_id = ${clientId}`)
  if (kind !== undefined) conditions.push(kind === 'contact' ? sql`c.application_id is null` : sql`c.application_id is not null`)
  if (state !== 'all') conditions.push(sql`c.state = ${state}`)
  if (text !== undefined) conditions.push(mentions(text))
  if (after !== null) conditions.push(sql`(lower(c.name), c.id) > (${sql.join(after)})`)
  return named(
    tx,
    'contacts.listContacts',
    sql<ContactRow>`
      select ${columns} from contact c where ${sql.join(conditions, sql` and `)} order by lower(c.name), c.id limit ${filter.limit}`,
  )
}

/** Contacts are internal: only areas of the team count. */
function within(reach: Reach): RawBuilder<boolean> {
  if (reach.everything) return sql`true`
  const fits = reach.areas
    .filter(({ audiences }) => audiences.includes('internal'))
    .map(({ clientId, applicationId }) => {
      const client = clientId === null ? sql`true` : sql`c.client_id = ${clientId}::uuid`
      const application = applicationId === null ? sql`true` : sql`c.application_id = ${applicationId}::uuid`
      return sql`(${client} and ${application})`
    })
  return fits.length === 0 ? sql`false` : sql`(${sql.join(fits, sql` or `)})`
}

function mentions(text: string): RawBuilder<boolean> {
  return sql`(position(lower(${text}) in lower(c.name)) > 0 or exists (
    select from contact_address a where a.contact_id = c.id and position(lower(${text}) in lower(a.value)) > 0))`
}

export async function findContact(tx: Tx, id: string): Promise<ContactRow | undefined> {
  const rows = await named(tx, 'contacts.findContact', sql<ContactRow>`select ${columns} from contact c where c.id = ${id}`)
  return rows[0]
}

/** Held until the transaction ends, in the order of their ids, so that two who merge the same pair do not wait for each other. */
export async function lockContacts(tx: Tx, ids: readonly string[]): Promise<ContactRow[]> {
  return named(
    tx,
    'contacts.lockContacts',
    sql<ContactRow>`select ${columns} from contact c where c.id = any(${[...ids]}::uuid[]) order by c.id for no key update of c`,
  )
}

export type NewContact = Pick<ContactRow, 'id' | 'clientId' | 'applicationId' | 'name' | 'position' | 'locale' | 'emails' | 'phones'>

/** False when one of the e-mail addresses is taken; the transaction can then only be rolled back. */
export async function insertContact(tx: Tx, contact: NewContact, at: Instant): Promise<boolean> {
  const { id, clientId, applicationId, name, position, locale } = contact
  const query = kysely<DB>(tx)
    .insertInto('contact')
    .values({
      id,
      client_id: clientId,
      application_id: applicationId,
      name,
      position,
      locale,
      state: 'active',
      created_at: toDate(at),
      updated_at: toDate(at),
    })
  await affected(tx, 'contacts.insertContact', query)
  return setAddresses(tx, contact)
}

export type ContactChange = Pick<
  ContactRow,
  'id' | 'clientId' | 'name' | 'position' | 'locale' | 'emails' | 'phones' | 'state' | 'mergedInto'
>

/** False when one of the e-mail addresses is taken; the transaction can then only be rolled back. */
export async function updateContact(tx: Tx, contact: ContactChange, at: Instant): Promise<boolean> {
  const { id, name, position, locale, state, mergedInto } = contact
  const former = sql`insert into contact_former_name (contact_id, name)
    select id, name from contact where id = ${id} and name <> ${name} on conflict do nothing`
  await affected(tx, 'contacts.keepFormerName', former)
  const query = kysely<DB>(tx)
    .updateTable('contact')
    .set({
      name,
      position,
      locale,
      state,
      merged_into: mergedInto,
      version: sql`version + 1`,
      updated_at: toDate(at),
    })
    .where('id', '=', id)
  await affected(tx, 'contacts.updateContact', query)
  return setAddresses(tx, contact)
}

async function setAddresses(
  tx: Tx,
  { id, clientId, emails, phones }: Pick<NewContact, 'id' | 'clientId' | 'emails' | 'phones'>,
): Promise<boolean> {
  await affected(tx, 'contacts.deleteAddresses', kysely<DB>(tx).deleteFrom('contact_address').where('contact_id', '=', id))
  const rows = [
    ...emails.map((value, rank) => ({ contact_id: id, client_id: clientId, kind: 'email' as const, value, rank })),
    ...phones.map((value, rank) => ({ contact_id: id, client_id: clientId, kind: 'phone' as const, value, rank })),
  ]
  if (rows.length === 0) return true
  const insert = kysely<DB>(tx)
    .insertInto('contact_address')
    .values(rows)
    .onConflict((on) => on.doNothing())
  return (await affected(tx, 'contacts.insertAddresses', insert)) === rows.length
}

/** Those merged into one that is merged now follow it. */
export async function moveMerged(tx: Tx, { from, to }: { readonly from: string; readonly to: string }): Promise<void> {
  const query = kysely<DB>(tx).updateTable('contact').set({ merged_into: to }).where('merged_into', '=', from)
  await affected(tx, 'contacts.moveMerged', query)
}

/** A contact with this address, with how many of its links are open. */
export interface Addressee {
  readonly id: string
  readonly name: string
  readonly locale: string | null
  readonly state: ContactState
  readonly openLinks: number
}

/** Whoever has the address, at any client; merged ones have none. Locked, so that requests at once count each other's links. */
export async function lockAddressees(tx: Tx, of: { email: string; now: Instant; limit: number }): Promise<Addressee[]> {
  return named(
    tx,
    'contacts.lockAddressees',
    sql<Addressee>`
      select c.id, c.name, c.locale, c.state,
        (select count(*)::int from contact_link l where l.contact_id = c.id and l.expires_at > ${toDate(of.now)}) as "openLinks"
      from contact c
      where c.id in (select a.contact_id from contact_address a where a.kind = 'email' and a.value = ${of.email})
      order by c.id
      limit ${of.limit}
      for no key update of c`,
  )
}
