/** What the events of delivery say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'relay.changed': /*i18n*/ 'set {host} as the relay that mail leaves by',
  'message.retried': /*i18n*/ 'sent a message again',
  'message.cancelled': /*i18n*/ 'called a message off',
  'suppression.added': /*i18n*/ 'stopped mail to an address',
  'suppression.removed': /*i18n*/ 'let mail go to an address again',
}
