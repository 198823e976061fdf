/** API keys. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Grant } from '../domain/permit.ts'
import type { DB } from './rows.gen.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant | null
}

const columns = [
  'id',
  'person_id as personId',
  'name',
  'prefix',
  'scopes',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'last_used_at as lastUsedAt',
] as const

export interface NewApiKey {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly prefix: string
  readonly secretHash: Buffer
  readonly scopes: readonly string[]
  readonly at: Instant
  readonly expiresAt: Instant | null
}

export async function insertApiKey(tx: Tx, row: NewApiKey): Promise<ApiKeyRow> {
  const { id, personId, name, prefix, secretHash, scopes, expiresAt } = row
  const times = { created_at: toDate(row.at), expires_at: expiresAt === null ? null : toDate(expiresAt) }
  const query = kysely<DB>(tx)
    .insertInto('api_key')
    .values({ id, person_id: personId, name, prefix, secret_hash: secretHash, scopes: [...scopes], ...times })
    .returning(columns)
  return (await named<ApiKeyRow>(tx, 'identity.insertApiKey', query))[0] as ApiKeyRow
}

export interface ApiKeyAccess {
  readonly apiKeyId: string
  readonly personId: string
  readonly scopes: readonly string[]
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant | null
  readonly grants: readonly Grant[]
  readonly admitted: readonly string[]
}

/** The key behind a secret with its person's roles; undefined when there is none or the person is not active. */
export async function findApiKeyAccess(tx: Tx, secretHash: Buffer): Promise<ApiKeyAccess | undefined> {
  const rows = await named(
    tx,
    'identity.findApiKeyAccess',
    sql<ApiKeyAccess>`
      select k.id as "apiKeyId", k.person_id as "personId", k.scopes, k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt",
        coalesce(
          (select json_agg(json_build_object('role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id))
            from role_grant g where g.person_id = k.person_id),
          '[]') as grants,
        array(select a.record_id from admission a where a.person_id = k.person_id) as admitted
      from api_key k join person p on p.id = k.person_id
      where k.secret_hash = ${secretHash} and k.revoked_at is null and p.state = 'active'`,
  )
  return rows[0]
}

/** Of several requests at once only the first writes. */
export async function touchApiKey(tx: Tx, id: string, used: { at: Instant; unlessAfter: Instant }): Promise<void> {
  await affected(
    tx,
    'identity.touchApiKey',
    sql`update api_key set last_used_at = ${toDate(used.at)}
      where id = ${id} and (last_used_at is null or last_used_at <= ${toDate(used.unlessAfter)})`,
  )
}

/** The newest first; of everybody when `personId` is null. */
export async function listApiKeys(tx: Tx, { personId, limit }: { personId: string | null; limit: number }): Promise<ApiKeyRow[]> {
  const query = kysely<DB>(tx)
    .selectFrom('api_key')
    .select(columns)
    .where('revoked_at', 'is', null)
    .$if(personId !== null, (select) => select.where('person_id', '=', personId))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  return named<ApiKeyRow>(tx, 'identity.listApiKeys', query)
}

export async function countApiKeys(tx: Tx, personId: string): Promise<number> {
  const query = kysely<DB>(tx)
    .selectFrom('api_key')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
  return (await named(tx, 'identity.countApiKeys', query))[0]?.count ?? 0
}

/** The key that was revoked; undefined when none works under this id, or it is another person's and `personId` is given. */
export async function revokeApiKey(tx: Tx, of: { id: string; personId: string | null; at: Instant }): Promise<ApiKeyRow | undefined> {
  const query = kysely<DB>(tx)
    .updateTable('api_key')
    .set({ revoked_at: toDate(of.at) })
    .where('id', '=', of.id)
    .where('revoked_at', 'is', null)
    .$if(of.personId !== null, (update) => update.where('person_id', '=', of.personId))
    .returning(columns)
  return (await named<ApiKeyRow>(tx, 'identity.revokeApiKey', query))[0]
}

export interface ApiKeyName {
  readonly id: string
  readonly name: string
  readonly ownerName: string
}

/** Names for showing, of revoked keys too; unknown ids are left out. */
export async function findApiKeyNames(tx: Tx, ids: readonly string[]): Promise<ApiKeyName[]> {
  const query = kysely<DB>(tx)
    .selectFrom('api_key')
    .innerJoin('person', 'person.id', 'api_key.person_id')
    .select(['api_key.id', 'api_key.name', 'person.name as ownerName'])
    .where('api_key.id', '=', sql<string>`any(${ids}::uuid[])`)
  return named(tx, 'identity.findApiKeyNames', query)
}
