/** Table `watched_database`. */
import { sql } from 'kysely'
import { isDuplicate } from '#platform/pg/failures.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { later, SECOND_MS, toDate, type Instant } from '#kit/time.ts'
import type { Picture } from '../domain/reading.ts'
import type { Lack, Kind, Reason, State, TlsMode } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface WatchedRow {
  readonly id: string
  readonly environmentId: string
  readonly name: string
  readonly kind: Kind
  readonly host: string
  readonly port: number
  readonly databaseName: string
  readonly username: string
  readonly sealedPassword: Buffer
  readonly tls: TlsMode
  readonly tlsAuthority: string | null
  readonly privateAllowed: boolean
  readonly intervalSeconds: number
  readonly state: State
  readonly reason: Reason | null
  readonly detail: string
  readonly stateSince: Instant
  readonly readAt: Instant | null
  readonly serverVersion: string | null
  readonly picture: Picture | null
  readonly lacks: readonly Lack[]
  readonly version: number
}

const columns = sql`
  id, environment_id as "environmentId", name, kind, host, port, database_name as "databaseName", username, sealed_password as "sealedPassword",
  tls, tls_authority as "tlsAuthority", private_allowed as "privateAllowed", interval_seconds as "intervalSeconds", state, reason, detail,
  state_since as "stateSince", read_at as "readAt", server_version as "serverVersion", picture, lacks, version`

/** Of these environments, by name; at most `limit`. */
export function listWatched(tx: Tx, of: { readonly environmentIds: readonly string[]; readonly limit: number }): Promise<WatchedRow[]> {
  return named(
    tx,
    'databases.listWatched',
    sql<WatchedRow>`select ${columns} from watched_database where environment_id = any(${of.environmentIds}::uuid[])
      order by lower(name), id limit ${of.limit}`,
  )
}

/** Those that could not be read at last, the longest first. */
export function listUnreachable(tx: Tx, limit: number): Promise<WatchedRow[]> {
  return named(
    tx,
    'databases.listUnreachable',
    sql<WatchedRow>`select ${columns} from watched_database where state = 'unreachable' order by state_since, id limit ${limit}`,
  )
}

export async function findWatched(tx: Tx, id: string): Promise<WatchedRow | undefined> {
  return (await named(tx, 'databases.findWatched', sql<WatchedRow>`select ${columns} from watched_database where id = ${id}`))[0]
}

/** Held until the transaction ends. */
export async function lockWatched(tx: Tx, id: string): Promise<WatchedRow | undefined> {
  const rows = await named(
    tx,
    'databases.lockWatched',
    sql<WatchedRow>`select ${columns} from watched_database where id = ${id} for no key update`,
  )
  return rows[0]
}

export type WatchedWrite = Pick<
  WatchedRow,
  | 'id'
  | 'name'
  | 'host'
  | 'port'
  | 'databaseName'
  | 'username'
  | 'sealedPassword'
  | 'tls'
  | 'tlsAuthority'
  | 'privateAllowed'
  | 'intervalSeconds'
>

/** False when the name is taken; the transaction can then only be rolled back. It is due at once. */
export function insertWatched(tx: Tx, row: WatchedWrite & Pick<WatchedRow, 'environmentId' | 'kind'>, at: Instant): Promise<boolean> {
  const now = toDate(at)
  const query = kysely<DB>(tx)
    .insertInto('watched_database')
    .values({
      ...columnsOf(row),
      id: row.id,
      environment_id: row.environmentId,
      kind: row.kind,
      state_since: now,
      created_at: now,
      updated_at: now,
      due_at: now,
    })
  return unlessTaken(() => affected(tx, 'databases.insertWatched', query))
}

/** As `insertWatched`; the next reading is due at once. */
export function updateWatched(tx: Tx, row: WatchedWrite, at: Instant): Promise<boolean> {
  const now = toDate(at)
  const query = kysely<DB>(tx)
    .updateTable('watched_database')
    .set({ ...columnsOf(row), version: sql`version + 1`, updated_at: now, due_at: now })
    .where('id', '=', row.id)
  return unlessTaken(() => affected(tx, 'databases.updateWatched', query))
}

function columnsOf(row: WatchedWrite) {
  return {
    name: row.name,
    host: row.host,
    port: row.port,
    database_name: row.databaseName,
    username: row.username,
    sealed_password: row.sealedPassword,
    tls: row.tls,
    tls_authority: row.tlsAuthority,
    private_allowed: row.privateAllowed,
    interval_seconds: row.intervalSeconds,
  }
}

async function unlessTaken(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (isDuplicate(error, 'watched_database_name_unique')) return false
    throw error
  }
}

/** Its findings go with it. */
export async function deleteWatched(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'databases.deleteWatched', kysely<DB>(tx).deleteFrom('watched_database').where('id', '=', id))
}

export interface Claim {
  /** UUID of the node's run. */
  readonly node: string
  readonly now: Instant
  readonly limit: number
}

/** A node that has not come back for three readings has lost its databases to whoever asks next. */
const LEASE_INTERVALS = 3
/** What a short interval is given at least: a restart takes some seconds. */
const LEASE_MIN_MS = 30 * SECOND_MS

/** Takes databases that are due and belong to nobody else, and plans their next reading. No row: nothing is due, or others have it. */
export function claimDue(tx: Tx, { node, now, limit }: Claim): Promise<WatchedRow[]> {
  const at = toDate(now)
  return named(
    tx,
    'databases.claimDue',
    sql<WatchedRow>`
      update watched_database set lease_node = ${node}, due_at = ${at}::timestamptz + interval_seconds * interval '1 second',
        leased_until = greatest(${toDate(later(now, LEASE_MIN_MS))}::timestamptz, ${at}::timestamptz + ${LEASE_INTERVALS} * interval_seconds * interval '1 second')
      where id in (
        select id from watched_database
        where due_at <= ${at} and (lease_node is null or lease_node = ${node} or leased_until <= ${at})
        order by due_at limit ${limit} for update skip locked
      )
      returning ${columns}`,
  )
}

export interface Outcome {
  readonly id: string
  readonly state: State
  readonly reason: Reason | null
  readonly detail: string
  readonly stateSince: Instant
  /** Null: this reading brought nothing; what the last one brought stays. */
  readonly brought: {
    readonly at: Instant
    readonly serverVersion: string
    readonly picture: Picture
    readonly lacks: readonly Lack[]
  } | null
}

export async function writeOutcome(tx: Tx, { id, state, reason, detail, stateSince, brought }: Outcome): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('watched_database')
    .set({
      state,
      reason,
      detail,
      state_since: toDate(stateSince),
      ...(brought
        ? {
            read_at: toDate(brought.at),
            server_version: brought.serverVersion,
            picture: JSON.stringify(brought.picture),
            lacks: JSON.stringify(brought.lacks),
          }
        : {}),
    })
    .where('id', '=', id)
  await affected(tx, 'databases.writeOutcome', query)
}
