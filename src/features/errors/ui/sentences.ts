/** What the events of errors say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'error_group.seen_first': /*i18n*/ 'saw {label} for the first time',
  'error_group.came_back': /*i18n*/ 'saw {label} come back',
  'error_origins.changed': /*i18n*/ 'said from which pages errors are taken',
}
