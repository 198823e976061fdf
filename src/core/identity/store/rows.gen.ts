// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface AdmissionTable {
  record_id: string
  person_id: string
  admitted_at: ColumnType<Instant, Date, Date>
}

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
  revoked_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface ExternalIdentityTable {
  issuer: string
  subject: string
  person_id: string
  linked_at: ColumnType<Instant, Date, Date>
  last_used_at: ColumnType<Instant, Date, Date>
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

export interface KnownDeviceTable {
  person_id: string
  token_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  seen_at: ColumnType<Instant, Date, Date>
}

export interface OrganisationTable {
  id: string
  only_one: Generated<boolean>
  name: string
  zone: string
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
}

export interface PasskeyTable {
  id: string
  person_id: string
  credential_id: ColumnType<Buffer, Uint8Array, Uint8Array>
  public_key: ColumnType<Buffer, Uint8Array, Uint8Array>
  counter: number
  transports: string[]
  synced: boolean
  backed_up: boolean
  name: string
  created_at: ColumnType<Instant, Date, Date>
  last_used_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
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

export interface PersonFormerNameTable {
  person_id: string
  name: string
}

export interface PersonKeyTable {
  person_id: string
  sealed_key: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  created_at: ColumnType<Instant, Date, Date>
}

export interface ProviderGroupTable {
  position: number
  name: string
  role: 'owner' | 'technical_lead' | 'support_engineer' | 'user_support' | 'qa' | 'developer' | 'project_manager' | 'client_contact'
  client_id: string | null
  application_id: string | null
}

export interface RecoveryCodeTable {
  person_id: string
  code_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
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
  by_group: string | null
  kept_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
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
  method: 'password' | 'passkey' | 'oidc' | 'invitation' | 'password_reset' | 'set_up'
  second_factor: 'totp' | 'passkey' | 'recovery_code' | null
  proved_at: ColumnType<Instant, Date, Date>
}

export interface SignInAttemptTable {
  key: ColumnType<Buffer, Uint8Array, Uint8Array>
  failures: number
  last_at: ColumnType<Instant, Date, Date>
}

export interface SignInChallengeTable {
  token_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  purpose: 'second_factor' | 'passkey_sign_in' | 'passkey_second_factor' | 'passkey_proof' | 'passkey_registration' | 'oidc'
  person_id: string | null
  sealed: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  expires_at: ColumnType<Instant, Date, Date>
}

export interface SignInSettingsTable {
  only_one: Generated<boolean>
  version: Generated<number>
  second_factor_roles: Generated<string[]>
  second_factor_grace_days: Generated<number>
  second_factor_since: ColumnType<Instant | null, Date | null | undefined, Date | null>
  oidc_issuer: string | null
  oidc_client_id: string | null
  oidc_sealed_secret: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  oidc_label: string | null
  oidc_domains: Generated<string[]>
  oidc_join_role: string | null
  oidc_only: Generated<boolean>
  oidc_groups_claim: string | null
}

export interface TotpTable {
  person_id: string
  sealed_secret: ColumnType<Buffer, Uint8Array, Uint8Array>
  created_at: ColumnType<Instant, Date, Date>
  confirmed_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  last_step: Generated<number>
}

export interface DB {
  admission: AdmissionTable
  api_key: ApiKeyTable
  external_identity: ExternalIdentityTable
  invitation: InvitationTable
  known_device: KnownDeviceTable
  organisation: OrganisationTable
  passkey: PasskeyTable
  password_reset: PasswordResetTable
  person: PersonTable
  person_former_name: PersonFormerNameTable
  person_key: PersonKeyTable
  provider_group: ProviderGroupTable
  recovery_code: RecoveryCodeTable
  role_grant: RoleGrantTable
  session: SessionTable
  sign_in_attempt: SignInAttemptTable
  sign_in_challenge: SignInChallengeTable
  sign_in_settings: SignInSettingsTable
  totp: TotpTable
}
