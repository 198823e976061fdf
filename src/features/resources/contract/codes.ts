/** What can be wrong with findings about resources. */
import { defineCodes } from '#kit/fault.ts'

export const resourcesCodes = defineCodes('resources', {
  not_open: {
    status: 409,
    retryable: false,
    title: 'Somebody has dealt with this finding already.',
    help: 'Read it again: it has a task, was dismissed, or is settled.',
  },
  not_dismissed: {
    status: 409,
    retryable: false,
    title: 'This finding is not dismissed.',
    help: 'Only what was dismissed can be opened again.',
  },
})
