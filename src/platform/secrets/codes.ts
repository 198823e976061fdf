/** What can go wrong with secrets, in words. */
import { defineCodes } from '#kit/fault.ts'

export const secretsCodes = defineCodes('secrets', {
  key_missing: {
    status: 500,
    retryable: false,
    title: 'A secret was sealed under a master key that is not here.',
    help: 'Restore the master key file that belongs to this data, or enter the secret again.',
  },
  unreadable: {
    status: 500,
    retryable: false,
    title: 'A stored secret was changed or belongs to something else.',
    help: 'Enter the secret again; look in the log for what was read.',
  },
})
