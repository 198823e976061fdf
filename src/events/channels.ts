/** What happens to the channels by which people on duty are reached. No number, address or token stands in an event. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const address = z.object({ addressId: z.uuid(), channel: z.string() })

/**
 * Somebody answered from a channel: pressed a button there, said a digit, wrote a word. `key`: the idempotency key with which the
 * message was handed over, which says what it was about.
 */
export const channelAnswered = defineEvent('channel.answered', {
  sentence: 'answered {answer} by {channel}',
  particulars: z.object({
    key: z.string(),
    channel: z.string(),
    answer: z.enum(['acknowledge', 'escalate', 'resolve']),
    personId: z.uuid().nullable(),
  }),
})
export const channelAddressAdded = defineEvent('channel_address.added', {
  sentence: 'added a way to be reached by {channel}',
  particulars: address,
})
export const channelAddressVerified = defineEvent('channel_address.verified', {
  sentence: 'proved a way to be reached by {channel}',
  particulars: address,
})
export const channelAddressChanged = defineEvent('channel_address.changed', {
  sentence: 'changed a way to be reached by {channel}',
  particulars: address.extend({ fields: z.array(z.string()) }),
})
/** The provider says that nobody is behind it any more. */
export const channelAddressTurnedOff = defineEvent('channel_address.turned_off', {
  sentence: 'turned off a way to be reached by {channel}',
  particulars: address.extend({ reason: z.string() }),
})
export const channelAddressRemoved = defineEvent('channel_address.removed', {
  sentence: 'removed a way to be reached by {channel}',
  particulars: address,
})
export const channelProviderChanged = defineEvent('channel_provider.changed', {
  sentence: 'changed how {channel} is sent',
  particulars: z.object({ channel: z.string() }),
})
export const channelProviderRemoved = defineEvent('channel_provider.removed', {
  sentence: 'ended sending by {channel}',
  particulars: z.object({ channel: z.string() }),
})

/** In the order of this file. */
export const channelsEvents = [
  channelAnswered,
  channelAddressAdded,
  channelAddressVerified,
  channelAddressChanged,
  channelAddressTurnedOff,
  channelAddressRemoved,
  channelProviderChanged,
  channelProviderRemoved,
]
