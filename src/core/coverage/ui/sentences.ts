/** What the events of coverage say, and what stands in its cells, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'coverage.exported': /*i18n*/ 'saved the coverage map as a file',
}
