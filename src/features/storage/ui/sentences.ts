/** What the events of storage say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'storage.limit_changed': /*i18n*/ 'changed how much room telemetry may take',
  'storage.day_dropped': /*i18n*/ 'dropped what {table} held of {day} before its time, because there was no room',
  'now.storage.dropped_limit': /*i18n*/ 'Telemetry is dropped before its time',
  'now.storage.dropped_limit.reason': /*i18n*/ 'It takes more than somebody chose that it may: allow more, or send less.',
  'now.storage.dropped_disk': /*i18n*/ 'Telemetry is dropped before its time',
  'now.storage.dropped_disk.reason': /*i18n*/ 'The disk has no room for all of it: make room, or send less.',
}
