/** What people do about outgoing mail. Addresses are personal and stay in their tables; messages are named by their UUID. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

export const relayChanged = defineEvent('relay.changed', {
  sentence: 'set {host} as the relay that mail leaves by',
  particulars: z.object({
    host: z.string(),
    port: z.number().int(),
    security: z.enum(['tls', 'starttls', 'starttls_if_offered']),
    signs: z.boolean(),
  }),
})
export const messageRetried = defineEvent('message.retried', {
  sentence: 'sent a message again',
  particulars: z.object({ messageId: z.uuid() }),
})
export const messageCancelled = defineEvent('message.cancelled', {
  sentence: 'called a message off',
  particulars: z.object({ messageId: z.uuid() }),
})
export const suppressionAdded = defineEvent('suppression.added', {
  sentence: 'stopped mail to an address',
  particulars: z.object({ cause: z.enum(['manual']) }),
})
export const suppressionRemoved = defineEvent('suppression.removed', {
  sentence: 'let mail go to an address again',
  particulars: z.object({}),
})

/** In the order of this file. */
export const deliveryEvents = [relayChanged, messageRetried, messageCancelled, suppressionAdded, suppressionRemoved] as const
