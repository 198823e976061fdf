/** What can go wrong with lines, in words for whoever sends or looks for them. */
import { defineCodes } from '#kit/fault.ts'
import { LINES_PER_REQUEST_MAX } from '../domain/limits.ts'
import { SEARCHES_MAX } from '../domain/saved-search.ts'

export const logsCodes = defineCodes('logs', {
  too_many_lines: {
    status: 413,
    retryable: false,
    title: 'The request holds too many lines.',
    help: `Send at most ${LINES_PER_REQUEST_MAX.toLocaleString('en')} at once. Nothing of the request was kept.`,
  },
  lines_refused: {
    status: 400,
    retryable: false,
    title: 'None of the lines was kept.',
    help: 'The answer says why. Sending the same again does not help.',
  },
  over_quota: {
    status: 429,
    retryable: true,
    title: 'More lines come for this environment than are taken.',
    help: 'Wait as long as Retry-After says and send the same again. Nothing of the request was kept.',
  },
  too_many_searches: {
    status: 409,
    retryable: false,
    title: `At most ${SEARCHES_MAX} searches of an application are saved by one person, and as many for the team.`,
    help: 'Delete one that nobody uses any more.',
  },
})
