/** What the events of delivery say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'relay.changed': /*i18n*/ 'set {host} as the relay that mail leaves by',
  'message.retried': /*i18n*/ 'sent a message again',
  'message.cancelled': /*i18n*/ 'called a message off',
  'suppression.added': /*i18n*/ 'stopped mail to an address',
  'suppression.removed': /*i18n*/ 'let mail go to an address again',
  'now.delivery.no_relay': /*i18n*/ '{count, plural, one {One message} other {# messages}} to be sent',
  'now.delivery.no_relay.reason': /*i18n*/ 'No relay is configured, so no mail leaves Pitcrew.',
  'now.delivery.relay_in_trouble': /*i18n*/ '{count, plural, one {One message} other {# messages}} to be sent',
  'now.delivery.relay_in_trouble.reason': /*i18n*/ 'The relay last said: {trouble}',
  'now.delivery.failed': /*i18n*/ '{count, plural, one {One message} other {# messages}} failed',
  'now.delivery.failed.reason': /*i18n*/ 'The relay refused them for good within the last day.',
  'topic.catalog.ownership': /*i18n*/ 'Who looks after what is yours changes',
  'topic.catalog.applications': /*i18n*/ 'An application of yours is changed or archived',
}
