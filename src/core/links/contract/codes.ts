/** What can be wrong with a link. */
import { defineCodes } from '#kit/fault.ts'

export const linksCodes = defineCodes('links', {
  itself: {
    status: 400,
    retryable: false,
    title: 'A record cannot be linked with itself.',
    help: 'Choose another record.',
  },
  unknown_type: {
    status: 400,
    retryable: false,
    title: 'There is no such type of link.',
    help: 'GET /api/pitcrew/v1/link-types lists them.',
  },
  already: {
    status: 409,
    retryable: false,
    title: 'These records are linked in this way already.',
    help: 'Choose another type, or leave it as it is.',
  },
  too_many: {
    status: 409,
    retryable: false,
    title: 'This record has as many links as one page can show.',
    help: 'Take links away that no longer help anybody.',
  },
})
