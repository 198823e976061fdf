/** What the events of saved searches say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'log_search.created': /*i18n*/ 'saved a search of log lines',
  'log_search.changed': /*i18n*/ 'changed {fields} of a saved search of log lines',
  'log_search.deleted': /*i18n*/ 'deleted a saved search of log lines',
  'log_search.restored': /*i18n*/ 'brought a saved search of log lines back',
  'value.fields.search': /*i18n*/ 'what is looked for',
}
