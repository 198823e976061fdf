/** What the events of storage say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'storage.limit_changed': /*i18n*/ 'changed how much room telemetry may take',
  'storage.day_dropped': /*i18n*/ 'dropped what {table} held of {day} before its time, because there was no room',
}
