/** What the events of channels say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'channel.answered': /*i18n*/ 'answered {answer} by {channel}',
  'value.answer.acknowledge': /*i18n*/ 'acknowledge',
  'value.answer.escalate': /*i18n*/ 'escalate',
  'value.answer.resolve': /*i18n*/ 'resolve',
  'channel_address.added': /*i18n*/ 'added a way to be reached by {channel}',
  'channel_address.verified': /*i18n*/ 'proved a way to be reached by {channel}',
  'channel_address.changed': /*i18n*/ 'changed a way to be reached by {channel}',
  'channel_address.turned_off': /*i18n*/ 'turned off a way to be reached by {channel}',
  'channel_address.removed': /*i18n*/ 'removed a way to be reached by {channel}',
  'channel_provider.changed': /*i18n*/ 'changed how {channel} is sent',
  'channel_provider.removed': /*i18n*/ 'ended sending by {channel}',
}
