/** What can go wrong with people's data, in words. */
import { defineCodes } from '#kit/fault.ts'

export const privacyCodes = defineCodes('privacy', {
  not_confirmed: {
    status: 422,
    retryable: false,
    title: 'What was typed does not name the person who would be erased.',
    help: 'Type the address that the message names. Nothing was erased.',
  },
  unknown_kind: {
    status: 404,
    retryable: false,
    title: 'There is no such kind of data.',
    help: 'List the kinds; each has its own time.',
  },
  too_short: {
    status: 422,
    retryable: false,
    title: 'This kind of data is needed for longer than that.',
    help: 'The list names the shortest time of each kind.',
  },
  withdrawn_already: {
    status: 409,
    retryable: false,
    title: 'This consent was withdrawn already.',
    help: 'Read it again: it says when and how.',
  },
})
