/** Codes of what browsers send. */
import { defineCodes } from '#kit/fault.ts'
import { ITEMS_MAX } from '../domain/words.ts'

export const browserCodes = defineCodes('browser', {
  malformed: {
    status: 400,
    retryable: false,
    title: 'This is no message of pitcrew.js.',
    help: 'Load pitcrew.js from this installation, and let nothing change what it sends.',
  },
  too_many_items: {
    status: 413,
    retryable: false,
    title: `A message may hold ${ITEMS_MAX} items.`,
    help: 'Send more messages with fewer items.',
  },
  other_project: {
    status: 403,
    retryable: false,
    title: 'The key belongs to another environment.',
    help: 'Copy the line for your pages anew from the page of the application.',
  },
  origin_refused: {
    status: 403,
    retryable: false,
    title: 'This page may not send to that environment.',
    help: 'Add its origin to those of the environment, on the page of its errors.',
  },
  over_quota: {
    status: 429,
    retryable: true,
    title: 'This environment sends more than its quota.',
    help: 'Let pitcrew.js speak for a part of the visits with data-sample.',
  },
})
