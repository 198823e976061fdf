/** What can be wrong with a request about a decision. */
import { defineCodes } from '#kit/fault.ts'

export const decisionsCodes = defineCodes('decisions', {
  not_now: {
    status: 409,
    retryable: false,
    title: 'This cannot be done with the decision as it stands.',
    help: 'Only an open decision is changed; reopen one that is decided.',
  },
  no_such_option: {
    status: 400,
    retryable: false,
    title: 'There is no such option.',
    help: 'Options are counted from 0; null means none of them.',
  },
  not_asked: {
    status: 403,
    retryable: false,
    title: 'Somebody else was asked for this view.',
    help: 'Ask for a view of your own, or comment.',
  },
  given_already: {
    status: 409,
    retryable: false,
    title: 'This view was given.',
    help: 'What was said stays; whoever gave it can change it while the decision is open.',
  },
  too_many_views: {
    status: 409,
    retryable: false,
    title: 'No decision collects more views than this.',
    help: 'Take requests back that nobody will answer.',
  },
})
