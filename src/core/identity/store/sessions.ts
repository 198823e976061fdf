/** Sessions of browsers. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Grant } from '../domain/permit.ts'
import type { SecondFactor, SecondFactorRule } from '../domain/second-factor.ts'
import type { SignInMethod } from '../domain/sign-in.ts'
import type { DB } from './rows.gen.ts'

export interface NewSession {
  readonly id: string
  readonly personId: string
  readonly tokenHash: Buffer
  readonly at: Instant
  readonly expiresAt: Instant
  readonly address: string
  readonly userAgent: string
  readonly method: SignInMethod
  readonly secondFactor: SecondFactor | null
}

export async function insertSession(tx: Tx, row: NewSession): Promise<void> {
  const times = { created_at: toDate(row.at), last_seen_at: toDate(row.at), expires_at: toDate(row.expiresAt), proved_at: toDate(row.at) }
  const browser = { address: row.address, user_agent: row.userAgent, method: row.method, second_factor: row.secondFactor }
  const query = kysely<DB>(tx)
    .insertInto('session')
    .values({ id: row.id, person_id: row.personId, token_hash: row.tokenHash, ...times, ...browser })
  await affected(tx, 'identity.insertSession', query)
}

export interface SessionAccess {
  readonly sessionId: string
  readonly personId: string
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
  readonly provedAt: Instant
  readonly method: SignInMethod
  readonly grants: readonly Grant[]
  readonly admitted: readonly string[]
  readonly hasFactor: boolean
  readonly personSince: Instant
  readonly rule: SecondFactorRule
}

/** The session behind a cookie with its person's roles; undefined when there is none or the person is not active. */
export async function findSessionAccess(tx: Tx, tokenHash: Buffer): Promise<SessionAccess | undefined> {
  const rows = await named(
    tx,
    'identity.findSessionAccess',
    sql<Omit<SessionAccess, 'rule'> & SecondFactorRule>`
      select s.id as "sessionId", s.person_id as "personId", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt",
        s.proved_at as "provedAt", s.method, p.created_at as "personSince",
        t.second_factor_roles as roles, t.second_factor_grace_days as "graceDays", t.second_factor_since as since,
        exists (select from passkey k where k.person_id = s.person_id)
          or exists (select from totp o where o.person_id = s.person_id and o.confirmed_at is not null) as "hasFactor",
        coalesce(
          (select json_agg(json_build_object('role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id))
            from role_grant g where g.person_id = s.person_id),
          '[]') as grants,
        array(select a.record_id from admission a where a.person_id = s.person_id) as admitted
      from session s join person p on p.id = s.person_id cross join sign_in_settings t
      where s.token_hash = ${tokenHash} and p.state = 'active'`,
  )
  if (!rows[0]) return undefined
  const { roles, graceDays, since, ...found } = rows[0]
  return { ...found, rule: { roles, graceDays, since } }
}

/** Notes that the person proved anew who they are. */
export async function markSessionProved(tx: Tx, id: string, at: Instant): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('session')
    .set({ proved_at: toDate(at) })
    .where('id', '=', id)
  await affected(tx, 'identity.markSessionProved', query)
}

/** Of several requests at once only the first writes: the others find it fresh. */
export async function touchSession(tx: Tx, id: string, seen: { at: Instant; unlessAfter: Instant }): Promise<void> {
  await affected(
    tx,
    'identity.touchSession',
    sql`update session set last_seen_at = ${toDate(seen.at)} where id = ${id} and last_seen_at <= ${toDate(seen.unlessAfter)}`,
  )
}

export interface SessionRow {
  readonly id: string
  readonly createdAt: Instant
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
  readonly address: string
  readonly userAgent: string
  readonly method: SignInMethod
  readonly secondFactor: SecondFactor | null
}

/** Those that still hold, the one seen last first. */
export async function listSessions(
  tx: Tx,
  of: { personId: string; now: Instant; seenAfter: Instant; limit: number },
): Promise<SessionRow[]> {
  return named(
    tx,
    'identity.listSessions',
    sql<SessionRow>`
      select id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", address, user_agent as "userAgent",
        method, second_factor as "secondFactor"
      from session
      where person_id = ${of.personId} and expires_at > ${toDate(of.now)} and last_seen_at > ${toDate(of.seenAfter)}
      order by last_seen_at desc, id desc
      limit ${of.limit}`,
  )
}

/** False when this person has no such session (any more). */
export async function deleteSession(tx: Tx, personId: string, id: string): Promise<boolean> {
  const query = kysely<DB>(tx).deleteFrom('session').where('id', '=', id).where('person_id', '=', personId)
  return (await affected(tx, 'identity.deleteSession', query)) === 1
}

/** Ends every session of a person, but for `exceptId`; how many there were. */
export async function deleteSessions(tx: Tx, personId: string, exceptId: string | null): Promise<number> {
  const query = kysely<DB>(tx).deleteFrom('session').where('person_id', '=', personId).where('id', 'is distinct from', exceptId)
  return affected(tx, 'identity.deleteSessions', query)
}

/** Keeps the newest `keep` sessions of a person. */
export async function deleteOldestSessions(tx: Tx, personId: string, keep: number): Promise<void> {
  await affected(
    tx,
    'identity.deleteOldestSessions',
    sql`delete from session where id in (
      select id from session where person_id = ${personId} order by last_seen_at desc, id desc offset ${keep})`,
  )
}

/** Removes what no longer holds; a bounded number at a time, so that the sweep never holds many rows. */
export async function sweepSessions(tx: Tx, before: { expiry: Instant; seen: Instant; limit: number }): Promise<number> {
  return affected(
    tx,
    'identity.sweepSessions',
    sql`delete from session where id in (
      select id from session where expires_at <= ${toDate(before.expiry)} or last_seen_at <= ${toDate(before.seen)}
      limit ${before.limit})`,
  )
}
