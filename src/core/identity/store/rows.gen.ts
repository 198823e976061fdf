// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface ApiKeyTable {
  id: string
  person_id: string
  name: string
  prefix: string
  secret_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  scopes: string[]
  created_at: ColumnType<Instant, Date, Date>
  expires_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  last_used_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface InvitationTable {
  id: string
  person_id: string
  token_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  state: 'open' | 'accepted' | 'revoked'
  invited_by: string | null
  created_at: ColumnType<Instant, Date, Date>
  expires_at: ColumnType<Instant, Date, Date>
}

export interface OrganisationTable {
  id: string
  only_one: Generated<boolean>
  name: string
  zone: string
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
}

export interface PasswordResetTable {
  person_id: string
  token_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  created_at: ColumnType<Instant, Date, Date>
  expires_at: ColumnType<Instant, Date, Date>
}

export interface PersonTable {
  id: string
  name: string
  email: string
  password_hash: string | null
  state: 'invited' | 'active' | 'deactivated'
  locale: string
  zone: string
  theme: Generated<'system' | 'light' | 'dark'>
  density: Generated<'comfortable' | 'compact'>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  erased_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface PersonKeyTable {
  person_id: string
  sealed_key: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  created_at: ColumnType<Instant, Date, Date>
}

export interface RoleGrantTable {
  id: string
  person_id: string
  role: 'owner' | 'technical_lead' | 'support_engineer' | 'user_support' | 'qa' | 'developer' | 'project_manager' | 'client_contact'
  client_id: string | null
  application_id: string | null
  granted_by: string | null
  granted_at: ColumnType<Instant, Date, Date>
}

export interface SessionTable {
  id: string
  person_id: string
  token_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  created_at: ColumnType<Instant, Date, Date>
  last_seen_at: ColumnType<Instant, Date, Date>
  expires_at: ColumnType<Instant, Date, Date>
  address: string
  user_agent: string
}

export interface SignInAttemptTable {
  key: ColumnType<Buffer, Uint8Array, Uint8Array>
  failures: number
  last_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  api_key: ApiKeyTable
  invitation: InvitationTable
  organisation: OrganisationTable
  password_reset: PasswordResetTable
  person: PersonTable
  person_key: PersonKeyTable
  role_grant: RoleGrantTable
  session: SessionTable
  sign_in_attempt: SignInAttemptTable
}
