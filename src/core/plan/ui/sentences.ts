/** What the events of plans say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'plan.changed': /*i18n*/ 'changed {count} values of the support plan of {name}, now version {version}',
  'plan.restored': /*i18n*/ 'brought version {from} of the support plan of {name} back as version {version}',
}
