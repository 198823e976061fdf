/** What can be wrong with a request about contacts. */
import { defineCodes } from '#kit/fault.ts'

export const contactsCodes = defineCodes('contacts', {
  address_taken: {
    status: 409,
    retryable: false,
    title: 'Somebody at this client has this e-mail address already.',
    help: 'Look for the address; if it is the same person, merge the two.',
  },
  merged: {
    status: 409,
    retryable: false,
    title: 'This contact was merged into another one.',
    help: 'Change the one it was merged into; mergedInto names it.',
  },
  not_mergeable: {
    status: 409,
    retryable: false,
    title: 'These two cannot be merged.',
    help: 'Both must be of the same client and not merged yet, and together have at most 20 addresses of a kind.',
  },
  no_such_client: {
    status: 400,
    retryable: false,
    title: 'There is no such client or application.',
    help: 'Choose a client, and an application of that client.',
  },
  link_spent: {
    status: 410,
    retryable: false,
    title: 'This link was used or has expired.',
    help: 'Ask for a new one; each works once and for 15 minutes.',
  },
  for_contacts: {
    status: 403,
    retryable: false,
    title: 'This is for contacts who came by a link.',
    help: 'People with an account have their profile instead.',
  },
})
