/** What the events of contacts say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'contact.created': /*i18n*/ 'added the contact',
  'contact.changed': /*i18n*/ 'changed {fields} of the contact',
  'contact.deactivated': /*i18n*/ 'deactivated the contact',
  'contact.reactivated': /*i18n*/ 'took the contact back',
  'contact.merged': /*i18n*/ 'merged a duplicate into the contact',
  'contact.merged_away': /*i18n*/ 'merged the contact into another one',
  'contact.link_sent': /*i18n*/ 'sent a one-time link to the contact',
  'contact.signed_in': /*i18n*/ 'came in by a link',
  'contact.sessions_ended': /*i18n*/ 'ended {count} sessions of the contact',
  'contact.erased': /*i18n*/ 'erased the contact',
  'value.fields.locale': /*i18n*/ 'language',
  'value.fields.emails': /*i18n*/ 'e-mail addresses',
  'value.fields.phones': /*i18n*/ 'telephone numbers',
}
