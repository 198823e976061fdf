/** Table `ingest_key`: write-only keys. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { KeyOwner } from '../domain/key.ts'
import type { DB } from './rows.gen.ts'

export interface IngestKeyRow extends KeyOwner {
  readonly id: string
  readonly name: string
  readonly prefix: string
  /** Stands in its DSN. */
  readonly dsnKey: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

const columns = [
  'id',
  'environment_id as environmentId',
  'application_id as applicationId',
  'client_id as clientId',
  'name',
  'prefix',
  'dsn_key as dsnKey',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
] as const

export interface NewIngestKey extends KeyOwner {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly secretHash: Buffer
  readonly at: Instant
}

export async function insertIngestKey(tx: Tx, row: NewIngestKey): Promise<IngestKeyRow> {
  const { id, environmentId, applicationId, clientId, name, prefix, secretHash, at } = row
  const owner = { environment_id: environmentId, application_id: applicationId, client_id: clientId }
  const query = kysely<DB>(tx)
    .insertInto('ingest_key')
    .values({ ...owner, id, name, prefix, secret_hash: secretHash, created_at: toDate(at) })
    .returning(columns)
  return (await named<IngestKeyRow>(tx, 'telemetry.insertIngestKey', query))[0] as IngestKeyRow
}

export interface KeysAsk {
  readonly environmentIds?: readonly string[]
  readonly applicationIds?: readonly string[]
  readonly clientIds?: readonly string[]
  readonly limit: number
}

/** Keys that work, of any of these; the newest first. */
export function listIngestKeys(
  tx: Tx,
  { environmentIds = [], applicationIds = [], clientIds = [], limit }: KeysAsk,
): Promise<IngestKeyRow[]> {
  const query = kysely<DB>(tx)
    .selectFrom('ingest_key')
    .select(columns)
    .where((where) =>
      where.or([
        where('environment_id', '=', sql<string>`any(${environmentIds}::uuid[])`),
        where('application_id', '=', sql<string>`any(${applicationIds}::uuid[])`),
        where('client_id', '=', sql<string>`any(${clientIds}::uuid[])`),
      ]),
    )
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  return named<IngestKeyRow>(tx, 'telemetry.listIngestKeys', query)
}

export async function findIngestKey(tx: Tx, id: string): Promise<IngestKeyRow | undefined> {
  const query = kysely<DB>(tx).selectFrom('ingest_key').select(columns).where('id', '=', id).where('revoked_at', 'is', null)
  return (await named<IngestKeyRow>(tx, 'telemetry.findIngestKey', query))[0]
}

/** The key behind a secret; undefined when there is none or it was revoked. */
export async function findIngestKeyBySecret(tx: Tx, secretHash: Buffer): Promise<IngestKeyRow | undefined> {
  const query = kysely<DB>(tx)
    .selectFrom('ingest_key')
    .select(columns)
    .where('secret_hash', '=', secretHash)
    .where('revoked_at', 'is', null)
  return (await named<IngestKeyRow>(tx, 'telemetry.findIngestKeyBySecret', query))[0]
}

/** The key whose DSN has this key; undefined when there is none or it was revoked. */
export async function findIngestKeyByDsn(tx: Tx, dsnKey: string): Promise<IngestKeyRow | undefined> {
  const query = kysely<DB>(tx).selectFrom('ingest_key').select(columns).where('dsn_key', '=', dsnKey).where('revoked_at', 'is', null)
  return (await named<IngestKeyRow>(tx, 'telemetry.findIngestKeyByDsn', query))[0]
}

/** False when it had been revoked already. */
export async function revokeIngestKey(tx: Tx, of: { id: string; at: Instant }): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('ingest_key')
    .set({ revoked_at: toDate(of.at) })
    .where('id', '=', of.id)
    .where('revoked_at', 'is', null)
  return (await affected(tx, 'telemetry.revokeIngestKey', query)) > 0
}

/** Of several requests at once only the first writes. */
export async function touchIngestKey(tx: Tx, id: string, used: { at: Instant; unlessAfter: Instant }): Promise<void> {
  await affected(
    tx,
    'telemetry.touchIngestKey',
    sql`update ingest_key set last_used_at = ${toDate(used.at)}
      where id = ${id} and (last_used_at is null or last_used_at <= ${toDate(used.unlessAfter)})`,
  )
}
