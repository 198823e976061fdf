/** What the events of mapping say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'mapping.changed': /*i18n*/ 'changed the mapping rules; there are {rules} now',
}
