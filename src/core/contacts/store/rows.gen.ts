// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface ContactTable {
  id: string
  client_id: string
  application_id: string | null
  name: string
  position: string | null
  locale: string | null
  state: 'active' | 'deactivated' | 'merged'
  merged_into: string | null
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
}

export interface ContactAddressTable {
  contact_id: string
  client_id: string
  kind: 'email' | 'phone'
  value: string
  rank: number
}

export interface ContactFormerNameTable {
  contact_id: string
  name: string
}

export interface ContactLinkTable {
  token_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  contact_id: string
  created_at: ColumnType<Instant, Date, Date>
  expires_at: ColumnType<Instant, Date, Date>
}

export interface ContactSessionTable {
  id: string
  contact_id: string
  token_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  created_at: ColumnType<Instant, Date, Date>
  last_seen_at: ColumnType<Instant, Date, Date>
  expires_at: ColumnType<Instant, Date, Date>
  address: string
  user_agent: string
}

export interface DB {
  contact: ContactTable
  contact_address: ContactAddressTable
  contact_former_name: ContactFormerNameTable
  contact_link: ContactLinkTable
  contact_session: ContactSessionTable
}
