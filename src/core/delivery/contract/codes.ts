/** What the routes of delivery may refuse with. */
import { defineCodes } from '#kit/fault.ts'

export const deliveryCodes = defineCodes('delivery', {
  message_over: {
    status: 409,
    retryable: false,
    title: 'This message cannot be changed any more.',
    help: 'It was handed over or is being sent now. Only what waits can be cancelled, and only what was not handed over is sent again.',
  },
  text_forgotten: {
    status: 409,
    retryable: false,
    title: 'The text of this message was forgotten.',
    help: 'It held a one-time link. Make a new one where it came from; that sends a new message.',
  },
  no_relay: {
    status: 409,
    retryable: false,
    title: 'No relay is configured.',
    help: 'Name one first; until then messages wait.',
  },
  password_unprotected: {
    status: 422,
    retryable: false,
    title: 'A password is only sent over a protected connection.',
    help: 'Choose TLS or STARTTLS, or leave the sign-in empty when the relay asks for none.',
  },
})
