/** Tables `contact_link` and `contact_session`: how contacts come in, and where they are. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export interface NewLink {
  readonly tokenHash: Buffer
  readonly contactId: string
  readonly at: Instant
  readonly expiresAt: Instant
}

export async function insertLink(tx: Tx, { tokenHash, contactId, at, expiresAt }: NewLink): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('contact_link')
    .values({ token_hash: tokenHash, contact_id: contactId, created_at: toDate(at), expires_at: toDate(expiresAt) })
  await affected(tx, 'contacts.insertLink', query)
}

/** Takes the link away, so that of two who open it at once only one gets in. The contact's id; undefined for a spent link. */
export async function takeLink(tx: Tx, tokenHash: Buffer, now: Instant): Promise<string | undefined> {
  const rows = await named(
    tx,
    'contacts.takeLink',
    sql<{ contactId: string }>`
      delete from contact_link l using contact c
      where l.token_hash = ${tokenHash} and l.expires_at > ${toDate(now)} and c.id = l.contact_id and c.state = 'active'
      returning c.id as "contactId"`,
  )
  return rows[0]?.contactId
}

/** Ends what was sent to a contact. */
export async function deleteLinks(tx: Tx, contactId: string): Promise<void> {
  await affected(tx, 'contacts.deleteLinks', kysely<DB>(tx).deleteFrom('contact_link').where('contact_id', '=', contactId))
}

export interface NewSession {
  readonly id: string
  readonly contactId: string
  readonly tokenHash: Buffer
  readonly at: Instant
  readonly expiresAt: Instant
  readonly address: string
  readonly userAgent: string
}

export async function insertSession(tx: Tx, row: NewSession): Promise<void> {
  const times = { created_at: toDate(row.at), last_seen_at: toDate(row.at), expires_at: toDate(row.expiresAt) }
  const query = kysely<DB>(tx)
    .insertInto('contact_session')
    .values({ id: row.id, contact_id: row.contactId, token_hash: row.tokenHash, ...times, address: row.address, user_agent: row.userAgent })
  await affected(tx, 'contacts.insertSession', query)
}

/** Keeps the newest `keep` sessions of a contact. */
export async function deleteOldestSessions(tx: Tx, contactId: string, keep: number): Promise<void> {
  await affected(
    tx,
    'contacts.deleteOldestSessions',
    sql`delete from contact_session where id in (
      select id from contact_session where contact_id = ${contactId} order by last_seen_at desc, id desc offset ${keep})`,
  )
}

export interface SessionAccess {
  readonly sessionId: string
  readonly contactId: string
  readonly clientId: string
  readonly applicationId: string | null
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
}

/** The session behind a cookie; undefined when there is none or the contact is not active. */
export async function findSessionAccess(tx: Tx, tokenHash: Buffer): Promise<SessionAccess | undefined> {
  const rows = await named(
    tx,
    'contacts.findSessionAccess',
    sql<SessionAccess>`
      select s.id as "sessionId", c.id as "contactId", c.client_id as "clientId", c.application_id as "applicationId",
        s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt"
      from contact_session s join contact c on c.id = s.contact_id
      where s.token_hash = ${tokenHash} and c.state = 'active'`,
  )
  return rows[0]
}

/** Of several requests at once only the first writes. */
export async function touchSession(tx: Tx, id: string, seen: { at: Instant; unlessAfter: Instant }): Promise<void> {
  await affected(
    tx,
    'contacts.touchSession',
    sql`update contact_session set last_seen_at = ${toDate(seen.at)} where id = ${id} and last_seen_at <= ${toDate(seen.unlessAfter)}`,
  )
}

export interface SessionRow {
  readonly id: string
  readonly createdAt: Instant
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
  readonly address: string
  readonly userAgent: string
}

/** Those that still hold, the one seen last first. */
export async function listSessions(
  tx: Tx,
  of: { contactId: string; now: Instant; seenAfter: Instant; limit: number },
): Promise<SessionRow[]> {
  return named(
    tx,
    'contacts.listSessions',
    sql<SessionRow>`
      select id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", address, user_agent as "userAgent"
      from contact_session
      where contact_id = ${of.contactId} and expires_at > ${toDate(of.now)} and last_seen_at > ${toDate(of.seenAfter)}
      order by last_seen_at desc, id desc
      limit ${of.limit}`,
  )
}

/** False when this contact has no such session (any more). */
export async function deleteSession(tx: Tx, contactId: string, id: string): Promise<boolean> {
  const query = kysely<DB>(tx).deleteFrom('contact_session').where('id', '=', id).where('contact_id', '=', contactId)
  return (await affected(tx, 'contacts.deleteSession', query)) === 1
}

/** How many were ended. */
export async function deleteSessions(tx: Tx, contactId: string): Promise<number> {
  return affected(tx, 'contacts.deleteSessions', kysely<DB>(tx).deleteFrom('contact_session').where('contact_id', '=', contactId))
}

/** Removes a bounded number of links and sessions that no longer hold. */
export async function sweep(tx: Tx, before: { now: Instant; seen: Instant; limit: number }): Promise<number> {
  const links = await affected(
    tx,
    'contacts.sweepLinks',
    sql`delete from contact_link where token_hash in (
      select token_hash from contact_link where expires_at <= ${toDate(before.now)} limit ${before.limit})`,
  )
  const sessions = await affected(
    tx,
    'contacts.sweepSessions',
    sql`delete from contact_session where id in (
      select id from contact_session where expires_at <= ${toDate(before.now)} or last_seen_at <= ${toDate(before.seen)}
      limit ${before.limit})`,
  )
  return links + sessions
}
