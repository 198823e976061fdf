/** What can go wrong when addresses and providers are set up. */
import { defineCodes } from '#kit/fault.ts'

export const channelsCodes = defineCodes('channels', {
  too_many_addresses: {
    status: 409,
    retryable: false,
    title: 'There are as many ways to be reached as there can be.',
    help: 'Remove one that is not needed any more.',
  },
  provider_missing: {
    status: 409,
    retryable: false,
    title: 'Nobody has set up who sends this.',
    help: 'An owner sets it up in the settings, under “Channels”.',
  },
  code_wrong: {
    status: 422,
    retryable: true,
    title: 'This is not the code, or it has expired.',
    help: 'Type the six digits of the newest message. After five wrong ones, or a quarter of an hour, have a new one sent.',
  },
  codes_exhausted: {
    status: 429,
    retryable: true,
    title: 'This address was sent five codes within the hour.',
    help: 'Look whether the address is right. After an hour another one can be sent.',
  },
  not_sent: {
    status: 502,
    retryable: true,
    title: 'It could not be sent.',
    help: 'What the provider said stands with it. Check the address; an owner checks the provider in the settings.',
  },
  needs_no_proof: {
    status: 409,
    retryable: false,
    title: 'This address needs no proof of this kind.',
    help: 'Send a test page instead.',
  },
  answer_refused: {
    status: 403,
    retryable: false,
    title: 'This does not come from the provider.',
    help: 'Its signature is missing or wrong. Compare the secret of the provider with the one in the settings, under “Channels”, and PUBLIC_URL with the address that the provider uses.',
  },
  answer_late: {
    status: 409,
    retryable: false,
    title: 'This cannot be answered any more.',
    help: 'What it was about is over, or a day has passed.',
  },
})
