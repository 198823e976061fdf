/** Invitation links and links for a new password. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { GrantRow } from './grants.ts'
import type { DB } from './rows.gen.ts'

export interface NewInvitation {
  readonly id: string
  readonly personId: string
  readonly tokenHash: Buffer
  readonly invitedBy: string | null
  readonly at: Instant
  readonly expiresAt: Instant
}

export async function insertInvitation(tx: Tx, row: NewInvitation): Promise<void> {
  const { id, personId, tokenHash, invitedBy } = row
  const times = { created_at: toDate(row.at), expires_at: toDate(row.expiresAt) }
  const query = kysely<DB>(tx)
    .insertInto('invitation')
    .values({ id, person_id: personId, token_hash: tokenHash, state: 'open', invited_by: invitedBy, ...times })
  await affected(tx, 'identity.insertInvitation', query)
}

export interface InvitationRow {
  readonly id: string
  readonly personId: string
  readonly email: string
  readonly name: string
  readonly invitedBy: string | null
  readonly inviterName: string | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly grants: readonly GrantRow[]
}

const columns = sql`i.id, i.person_id as "personId", p.email, p.name, i.invited_by as "invitedBy", inviter.name as "inviterName",
  i.created_at as "createdAt", i.expires_at as "expiresAt",
  coalesce(
    (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id,
            'byGroup', g.by_group)
      order by g.granted_at, g.id) from role_grant g where g.person_id = i.person_id),
    '[]') as grants`
const tables = sql`invitation i join person p on p.id = i.person_id left join person inviter on inviter.id = i.invited_by`

/** An open invitation by its link; undefined for one that was used, withdrawn or replaced. */
export async function findOpenInvitation(tx: Tx, tokenHash: Buffer): Promise<InvitationRow | undefined> {
  const rows = await named(
    tx,
    'identity.findOpenInvitation',
    sql<InvitationRow>`select ${columns} from ${tables} where i.token_hash = ${tokenHash} and i.state = 'open'`,
  )
  return rows[0]
}

/** Open ones, also expired, the newest first. Ids are UUIDv7, so they page by time. */
export async function listOpenInvitations(tx: Tx, page: { beforeId: string | null; limit: number }): Promise<InvitationRow[]> {
  const before = page.beforeId === null ? sql`true` : sql`i.id < ${page.beforeId}::uuid`
  return named(
    tx,
    'identity.listOpenInvitations',
    sql<InvitationRow>`select ${columns} from ${tables} where i.state = 'open' and ${before} order by i.id desc limit ${page.limit}`,
  )
}

/** Open invitations that end before `before`, also expired ones. Undefined: none. */
export async function endingInvitations(
  tx: Tx,
  before: Instant,
): Promise<{ readonly count: number; readonly expiresAt: Instant } | undefined> {
  const rows = await named(
    tx,
    'identity.endingInvitations',
    sql<{ count: number; expiresAt: Instant }>`
      select count(*) as count, min(expires_at) as "expiresAt" from invitation
      where state = 'open' and expires_at < ${toDate(before)} having count(*) > 0`,
  )
  return rows[0]
}

/** Takes an open invitation; of two at once the second waits and gets undefined. Returns the invited person's UUID. */
export async function closeInvitation(tx: Tx, id: string, state: 'accepted' | 'revoked'): Promise<string | undefined> {
  const query = kysely<DB>(tx)
    .updateTable('invitation')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('person_id')
  return (await named(tx, 'identity.closeInvitation', query))[0]?.person_id
}

/** Takes the open invitation of a person, if there is one. */
export async function closeInvitationOf(tx: Tx, personId: string, state: 'accepted' | 'revoked'): Promise<void> {
  const query = kysely<DB>(tx).updateTable('invitation').set({ state }).where('person_id', '=', personId).where('state', '=', 'open')
  await affected(tx, 'identity.closeInvitationOf', query)
}

export interface NewPasswordReset {
  readonly personId: string
  readonly tokenHash: Buffer
  readonly at: Instant
  readonly expiresAt: Instant
}

/** Replaces an earlier link of the same person. */
export async function putPasswordReset(tx: Tx, row: NewPasswordReset): Promise<void> {
  const link = { token_hash: row.tokenHash, created_at: toDate(row.at), expires_at: toDate(row.expiresAt) }
  const query = kysely<DB>(tx)
    .insertInto('password_reset')
    .values({ person_id: row.personId, ...link })
    .onConflict((on) => on.column('person_id').doUpdateSet(link))
  await affected(tx, 'identity.putPasswordReset', query)
}

/** The person a link was made for, without using the link up. */
export async function findPasswordReset(tx: Tx, tokenHash: Buffer): Promise<{ personId: string; expiresAt: Instant } | undefined> {
  const query = kysely<DB>(tx)
    .selectFrom('password_reset')
    .select(['person_id as personId', 'expires_at as expiresAt'])
    .where('token_hash', '=', tokenHash)
  return (await named(tx, 'identity.findPasswordReset', query))[0]
}

/** When the link that this person has was made; null: they have none. */
export async function findLastReset(tx: Tx, personId: string): Promise<Instant | null> {
  const query = kysely<DB>(tx).selectFrom('password_reset').select('created_at as at').where('person_id', '=', personId)
  return (await named<{ at: Instant }>(tx, 'identity.findLastReset', query))[0]?.at ?? null
}

/** Uses the link up; false when somebody else just did. */
export async function takePasswordReset(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  const query = kysely<DB>(tx).deleteFrom('password_reset').where('token_hash', '=', tokenHash)
  return (await affected(tx, 'identity.takePasswordReset', query)) === 1
}

/** Makes any link of this person worthless. */
export async function deletePasswordReset(tx: Tx, personId: string): Promise<void> {
  await affected(tx, 'identity.deletePasswordReset', kysely<DB>(tx).deleteFrom('password_reset').where('person_id', '=', personId))
}
