/** What the events of scraping say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'scrape_target.created': /*i18n*/ 'added the scrape target {name}',
  'scrape_target.changed': /*i18n*/ 'changed {fields} of the scrape target {name}',
  'scrape_target.paused': /*i18n*/ 'paused the scrape target {name}',
  'scrape_target.resumed': /*i18n*/ 'resumed the scrape target {name}',
  'scrape_target.approved': /*i18n*/ 'allowed the scrape target {name} to lie in a private network',
  'scrape_target.disapproved': /*i18n*/ 'no longer allows the scrape target {name} to lie in a private network',
  'scrape_target.deleted': /*i18n*/ 'deleted the scrape target {name}',
}
