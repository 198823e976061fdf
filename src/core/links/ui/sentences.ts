/** What the events of links say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'link.added': /*i18n*/ 'linked it: {words} {other}',
  'link.removed': /*i18n*/ 'took a link away: {words} {other}',
}
