/** Table `scrape_target`, with how the last scrape went. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { LastScrape } from '../domain/outcome.ts'
import type { CredentialKind, State } from '../domain/target.ts'
import type { DB } from './rows.gen.ts'

export interface TargetRow {
  readonly id: string
  readonly environmentId: string
  readonly name: string
  readonly url: string
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly credentialKind: CredentialKind
  readonly username: string | null
  readonly sealedSecret: Uint8Array | null
  readonly labels: Readonly<Record<string, string>>
  readonly privateAllowed: boolean
  readonly state: State
  readonly version: number
  readonly createdAt: Instant
}

export interface ScrapedTargetRow extends TargetRow {
  readonly lastAt: Instant | null
  readonly last: LastScrape | null
}

const columns = sql`
  t.id, t.environment_id as "environmentId", t.name, t.url, t.interval_seconds as "intervalSeconds", t.timeout_seconds as "timeoutSeconds",
  t.credential_kind as "credentialKind", t.username, t.sealed_secret as "sealedSecret", t.labels, t.private_allowed as "privateAllowed",
  t.state, t.version, t.created_at as "createdAt"`
const lastColumns = sql`l.last_at as "lastAt", l.last`
const tables = sql`scrape_target t left join scrape_lease l on l.target_id = t.id`

/** Of these environments, by name; at most `limit`. */
export function listTargets(
  tx: Tx,
  of: { readonly environmentIds: readonly string[]; readonly limit: number },
): Promise<ScrapedTargetRow[]> {
  return named(
    tx,
    'scraping.listTargets',
    sql<ScrapedTargetRow>`select ${columns}, ${lastColumns} from ${tables} where t.environment_id = any(${of.environmentIds}::uuid[])
      order by lower(t.name), t.url, t.id limit ${of.limit}`,
  )
}

export async function findTarget(tx: Tx, id: string): Promise<ScrapedTargetRow | undefined> {
  const query = sql<ScrapedTargetRow>`select ${columns}, ${lastColumns} from ${tables} where t.id = ${id}`
  return (await named(tx, 'scraping.findTarget', query))[0]
}

/** Held until the transaction ends. */
export async function lockTarget(tx: Tx, id: string): Promise<TargetRow | undefined> {
  const query = sql<TargetRow>`select ${columns} from scrape_target t where t.id = ${id} for no key update of t`
  return (await named(tx, 'scraping.lockTarget', query))[0]
}

/** What a node is to scrape, by ids. */
export function readTargets(tx: Tx, ids: readonly string[]): Promise<TargetRow[]> {
  return named(tx, 'scraping.readTargets', sql<TargetRow>`select ${columns} from scrape_target t where t.id = any(${ids}::uuid[])`)
}

export type TargetWrite = Omit<TargetRow, 'version' | 'createdAt'>

export async function insertTarget(tx: Tx, row: TargetWrite, at: Instant): Promise<void> {
  const values = { ...valuesOf(row), id: row.id, environment_id: row.environmentId, created_at: toDate(at), updated_at: toDate(at) }
  await affected(tx, 'scraping.insertTarget', kysely<DB>(tx).insertInto('scrape_target').values(values))
}

export async function updateTarget(tx: Tx, row: TargetWrite, at: Instant): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('scrape_target')
    .set({ ...valuesOf(row), version: sql`version + 1`, updated_at: toDate(at) })
    .where('id', '=', row.id)
  await affected(tx, 'scraping.updateTarget', query)
}

export async function deleteTarget(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'scraping.deleteTarget', kysely<DB>(tx).deleteFrom('scrape_target').where('id', '=', id))
}

function valuesOf(row: TargetWrite) {
  return {
    name: row.name,
    url: row.url,
    interval_seconds: row.intervalSeconds,
    timeout_seconds: row.timeoutSeconds,
    credential_kind: row.credentialKind,
    username: row.username,
    sealed_secret: row.sealedSecret === null ? null : Buffer.from(row.sealedSecret),
    labels: JSON.stringify(row.labels),
    private_allowed: row.privateAllowed,
    state: row.state,
  }
}
