// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface NoticePreferenceTable {
  person_id: string
  mail: 'each' | 'daily' | 'weekly' | 'off'
  digest_hour: number
  digest_weekday: number
  quiet_from: string | null
  quiet_to: string | null
  version: Generated<number>
}

export interface NoticeRefusalTable {
  person_id: string
  channel: string
  about: 'topic' | 'record' | 'reason'
  key: string
  since: ColumnType<Instant, Date, Date>
}

export interface NotificationTable {
  id: string
  person_id: string
  topic: string
  reason: 'assigned' | 'asked' | 'mentioned' | 'owner' | 'deputy' | 'author' | 'asker' | 'watching'
  record_kind: string
  record_id: string
  href: string
  is_page: boolean
  items: ColumnType<unknown, string, string>
  count: number
  created_at: ColumnType<Instant, Date, Date>
  changed_at: ColumnType<Instant, Date, Date>
  read_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface NotificationChannelTable {
  notification: string
  channel: string
  state: 'waiting' | 'digest' | 'sent' | 'skipped'
  reason: 'wanted' | 'folded' | 'quiet_hours' | 'digest' | 'page' | 'channel_off' | 'topic_off' | 'record_off' | 'reason_off' | 'read_meanwhile' | 'left'
  send_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  sent_count: Generated<number>
  sent_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  message: string | null
}

export interface DB {
  notice_preference: NoticePreferenceTable
  notice_refusal: NoticeRefusalTable
  notification: NotificationTable
  notification_channel: NotificationChannelTable
}
