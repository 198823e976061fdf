// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface ChannelAddressTable {
  id: string
  person_id: string | null
  channel: 'email' | 'in_app' | 'web_push' | 'sms' | 'voice' | 'telegram' | 'ntfy' | 'pushover' | 'slack' | 'mattermost' | 'teams' | 'webhook' | 'pagerduty' | 'opsgenie'
  label: string
  sealed_target: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  digest: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  hint: string
  private_allowed: boolean
  position: number
  verified_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  tested_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  turned_off_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  turned_off_reason: string | null
  created_at: ColumnType<Instant, Date, Date>
}

export interface ChannelAnswerTable {
  message_id: string
  answer: 'acknowledge' | 'escalate' | 'resolve'
  person_id: string | null
  at: ColumnType<Instant, Date, Date>
}

export interface ChannelCodeTable {
  address_id: string
  code_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  attempts: number
  sent: number
  sent_at: ColumnType<Instant, Date, Date>
  expires_at: ColumnType<Instant, Date, Date>
}

export interface ChannelMessageTable {
  id: string
  key: string
  address_id: string
  person_id: string | null
  channel: string
  subject: string
  lines: ColumnType<unknown, string, string>
  href: string
  severity: 'critical' | 'major' | 'minor' | 'notify'
  answers: string[]
  state: 'handing_over' | 'handed_over' | 'delivered' | 'failed' | 'answered'
  reference: string | null
  reason: string | null
  provider_answer: string
  attempts: number
  created_at: ColumnType<Instant, Date, Date>
  changed_at: ColumnType<Instant, Date, Date>
  settled_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  chart: ColumnType<unknown, string | null | undefined, string | null>
  runbook_url: string | null
}

export interface ChannelProviderTable {
  channel: string
  settings: ColumnType<unknown, string, string>
  sealed_secrets: ColumnType<Buffer, Uint8Array, Uint8Array>
  private_allowed: boolean
  version: Generated<number>
  changed_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  channel_address: ChannelAddressTable
  channel_answer: ChannelAnswerTable
  channel_code: ChannelCodeTable
  channel_message: ChannelMessageTable
  channel_provider: ChannelProviderTable
}
