// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface DatabaseFindingTable {
  database_id: string
  kind: string
  subject: string
  fix: string | null
  wins_bytes: number | null
  facts: ColumnType<unknown, string, string>
  first_at: ColumnType<Instant, Date, Date>
  last_at: ColumnType<Instant, Date, Date>
}

export interface WatchedDatabaseTable {
  id: string
  environment_id: string
  name: string
  kind: 'postgres' | 'mysql' | 'redis'
  host: string
  port: number
  database_name: string
  username: string
  sealed_password: ColumnType<Buffer, Uint8Array, Uint8Array>
  tls: 'off' | 'required' | 'verified'
  tls_authority: string | null
  private_allowed: boolean
  interval_seconds: number
  state: Generated<'unknown' | 'reachable' | 'unreachable'>
  reason: string | null
  detail: Generated<string>
  state_since: ColumnType<Instant, Date, Date>
  read_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  server_version: string | null
  picture: ColumnType<unknown, string | null | undefined, string | null>
  lacks: ColumnType<unknown, string | undefined, string>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  due_at: ColumnType<Instant, Date, Date>
  lease_node: string | null
  leased_until: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface DB {
  database_finding: DatabaseFindingTable
  watched_database: WatchedDatabaseTable
}
