// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface MailMessageTable {
  id: string
  idempotency_key: string
  message_id: string
  recipient: string
  recipient_name: string | null
  sender: string | null
  sender_name: string | null
  reply_to: string | null
  subject: string
  text: string | null
  html: string | null
  sealed: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  confidential: boolean
  headers: ColumnType<unknown, string, string>
  nature: 'person' | 'program' | 'bulk'
  unsubscribe_url: string | null
  about_kind: string | null
  about_id: string | null
  person_id: string | null
  why: string
  state: 'queued' | 'deferred' | 'handed_over' | 'failed' | 'suppressed' | 'cancelled'
  attempts: Generated<number>
  answer: string | null
  try_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  sending_by: string | null
  queued_at: ColumnType<Instant, Date, Date>
  changed_at: ColumnType<Instant, Date, Date>
}

export interface MailRelayTable {
  only_one: Generated<boolean>
  host: string
  port: number
  security: 'tls' | 'starttls' | 'starttls_if_offered'
  username: string | null
  sealed_password: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  private_allowed: boolean
  sender: string
  sender_name: string | null
  dkim_selector: string | null
  sealed_dkim_key: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  signs: boolean
  version: Generated<number>
  changed_at: ColumnType<Instant, Date, Date>
}

export interface MailStepTable {
  number: GeneratedAlways<number>
  message: string
  at: ColumnType<Instant, Date, Date>
  state: 'queued' | 'deferred' | 'handed_over' | 'failed' | 'suppressed' | 'cancelled'
  answer: string | null
}

export interface MailSuppressionTable {
  address: string
  cause: 'manual' | 'unsubscribed' | 'bounced'
  note: string | null
  since: ColumnType<Instant, Date, Date>
}

export interface DB {
  mail_message: MailMessageTable
  mail_relay: MailRelayTable
  mail_step: MailStepTable
  mail_suppression: MailSuppressionTable
}
