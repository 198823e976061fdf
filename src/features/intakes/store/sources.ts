/** Table `alert_source`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { SourceSettings } from '../domain/settings.ts'
import type { Kind, Refusal } from '../domain/words.ts'

export interface SourceRow {
  readonly id: string
  readonly applicationId: string
  readonly environmentId: string
  readonly kind: Kind
  readonly name: string
  readonly prefix: string
  readonly componentId: string | null
  readonly settings: SourceSettings
  readonly sealedSigningSecret: Buffer | null
  readonly version: number
  readonly createdAt: Instant
  readonly lastReceivedAt: Instant | null
  readonly lastRefusedAt: Instant | null
  readonly lastRefusal: Refusal | null
  readonly removedAt: Instant | null
}

const columns = sql`
  id, application_id as "applicationId", environment_id as "environmentId", kind, name, prefix, component_id as "componentId", settings,
  sealed_signing_secret as "sealedSigningSecret", version, created_at as "createdAt", last_received_at as "lastReceivedAt",
  last_refused_at as "lastRefusedAt", last_refusal as "lastRefusal", removed_at as "removedAt"`

export interface NewSource extends Pick<
  SourceRow,
  'id' | 'applicationId' | 'environmentId' | 'kind' | 'name' | 'prefix' | 'componentId' | 'settings'
> {
  readonly secretHash: Buffer
  readonly at: Instant
}

export async function insertSource(tx: Tx, row: NewSource): Promise<void> {
  const at = toDate(row.at)
  const query = sql`
    insert into alert_source (id, application_id, environment_id, kind, name, prefix, secret_hash, component_id, settings, created_at, updated_at)
    values (${row.id}, ${row.applicationId}, ${row.environmentId}, ${row.kind}, ${row.name}, ${row.prefix}, ${row.secretHash},
      ${row.componentId}, ${JSON.stringify(row.settings)}::jsonb, ${at}, ${at})`
  await affected(tx, 'intakes.insertSource', query)
}

/** Those of an application that take alerts, by name. */
export function listSources(tx: Tx, of: { readonly applicationId: string; readonly limit: number }): Promise<SourceRow[]> {
  const query = sql<SourceRow>`
    select ${columns} from alert_source where application_id = ${of.applicationId} and removed_at is null order by name, id limit ${of.limit}`
  return named(tx, 'intakes.listSources', query)
}

export async function countSources(tx: Tx, environmentId: string): Promise<number> {
  const query = sql<{ count: number }>`
    select count(*)::int as count from alert_source where environment_id = ${environmentId} and removed_at is null`
  return (await named(tx, 'intakes.countSources', query))[0]?.count ?? 0
}

/** One that takes alerts, by the hash of its secret. */
export async function findBySecret(tx: Tx, secretHash: Buffer): Promise<SourceRow | undefined> {
  const query = sql<SourceRow>`select ${columns} from alert_source where secret_hash = ${secretHash} and removed_at is null`
  return (await named(tx, 'intakes.findBySecret', query))[0]
}

/** Also one that is being taken apart. */
export async function findSource(tx: Tx, id: string): Promise<SourceRow | undefined> {
  return (await named(tx, 'intakes.findSource', sql<SourceRow>`select ${columns} from alert_source where id = ${id}`))[0]
}

/** Held until the transaction ends. */
export async function lockSource(tx: Tx, id: string): Promise<SourceRow | undefined> {
  const query = sql<SourceRow>`select ${columns} from alert_source where id = ${id} and removed_at is null for update`
  return (await named(tx, 'intakes.lockSource', query))[0]
}

export async function updateSource(
  tx: Tx,
  row: Pick<SourceRow, 'id' | 'name' | 'componentId' | 'settings' | 'sealedSigningSecret'> & { readonly at: Instant },
): Promise<void> {
  const query = sql`
    update alert_source set name = ${row.name}, component_id = ${row.componentId}, settings = ${JSON.stringify(row.settings)}::jsonb,
      sealed_signing_secret = ${row.sealedSigningSecret}, version = version + 1, updated_at = ${toDate(row.at)}
    where id = ${row.id}`
  await affected(tx, 'intakes.updateSource', query)
}

export async function setSecret(
  tx: Tx,
  of: { readonly id: string; readonly prefix: string; readonly secretHash: Buffer; readonly at: Instant },
): Promise<void> {
  const query = sql`
    update alert_source set prefix = ${of.prefix}, secret_hash = ${of.secretHash}, version = version + 1, updated_at = ${toDate(of.at)}
    where id = ${of.id}`
  await affected(tx, 'intakes.setSecret', query)
}

export async function setRemoved(tx: Tx, of: { readonly id: string; readonly at: Instant }): Promise<void> {
  await affected(tx, 'intakes.setRemoved', sql`update alert_source set removed_at = ${toDate(of.at)} where id = ${of.id}`)
}

export async function deleteSource(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'intakes.deleteSource', sql`delete from alert_source where id = ${id}`)
}

/** Notes that something came; whoever takes alerts of the source does so alone until the transaction ends. False when it is no more. */
export async function noteReceived(tx: Tx, of: { readonly id: string; readonly at: Instant }): Promise<boolean> {
  const query = sql`update alert_source set last_received_at = ${toDate(of.at)} where id = ${of.id} and removed_at is null`
  return (await affected(tx, 'intakes.noteReceived', query)) === 1
}

export async function noteRefused(tx: Tx, of: { readonly id: string; readonly at: Instant; readonly refusal: Refusal }): Promise<void> {
  const query = sql`
    update alert_source set last_refused_at = ${toDate(of.at)}, last_refusal = ${of.refusal} where id = ${of.id}`
  await affected(tx, 'intakes.noteRefused', query)
}
