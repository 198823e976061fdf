// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface SetupTokenTable {
  only_one: Generated<boolean>
  token_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  created_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  setup_token: SetupTokenTable
}
