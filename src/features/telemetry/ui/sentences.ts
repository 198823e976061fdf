/** What the events of telemetry say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'ingest_key.created': /*i18n*/ 'made the write-only key {name}',
  'ingest_key.revoked': /*i18n*/ 'revoked the write-only key {name}',
}
