/** Why a question is not answered. */
import { defineCodes } from '#kit/fault.ts'

export const promqlCodes = defineCodes('promql', {
  bad_expression: {
    status: 400,
    retryable: false,
    title: 'The expression is not valid.',
    help: 'The answer says where it goes wrong.',
  },
  bad_parameter: {
    status: 400,
    retryable: false,
    title: 'A parameter of the request is not valid.',
    help: 'The answer names it and says what it can be.',
  },
  cannot_evaluate: {
    status: 422,
    retryable: false,
    title: 'The expression cannot be evaluated over these series.',
    help: 'The answer says which series are in the way; match on more labels, or put them together first.',
  },
  too_many_series: {
    status: 422,
    retryable: false,
    title: 'The expression selects too many series.',
    help: 'Select fewer by labels, or ask for a shorter time.',
  },
  too_many_samples: {
    status: 422,
    retryable: false,
    title: 'The expression needs too many samples.',
    help: 'Ask for a shorter time, fewer series, or shorter ranges.',
  },
  too_many_points: {
    status: 422,
    retryable: false,
    title: 'The answer would have too many points.',
    help: 'Make the step longer, or put series together with an aggregation.',
  },
  timed_out: {
    status: 503,
    retryable: false,
    title: 'Evaluating the expression took too long.',
    help: 'Ask for a shorter time or fewer series, or give it longer by `timeout`.',
  },
  canceled: {
    status: 503,
    retryable: true,
    title: 'Whoever asked went away.',
    help: 'Ask again.',
  },
})
