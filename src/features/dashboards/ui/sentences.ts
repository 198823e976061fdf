/** What the events of dashboards say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'dashboard.created': /*i18n*/ 'made a dashboard',
  'dashboard.changed': /*i18n*/ 'changed {fields} of a dashboard',
  'dashboard.deleted': /*i18n*/ 'deleted a dashboard',
  'dashboard.restored': /*i18n*/ 'brought a dashboard back',
  'value.fields.panels': /*i18n*/ 'panels',
  'value.fields.managedBy': /*i18n*/ 'the file that manages it',
}
