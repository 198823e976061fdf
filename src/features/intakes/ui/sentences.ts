/** What the events of intakes say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'alert_source.created': /*i18n*/ 'added the alert source {name}',
  'alert_source.changed': /*i18n*/ 'changed {fields} of the alert source {name}',
  'alert_source.renewed': /*i18n*/ 'gave the alert source {name} another secret',
  'alert_source.tested': /*i18n*/ 'sent a test through the alert source {name}',
  'alert_source.removed': /*i18n*/ 'removed the alert source {name}',
}
