/** What can go wrong with spans, in words for whoever sends them. */
import { defineCodes } from '#kit/fault.ts'
import { SPANS_PER_REQUEST_MAX } from '../domain/limits.ts'

export const tracesCodes = defineCodes('traces', {
  too_many_spans: {
    status: 413,
    retryable: false,
    title: 'The request holds too many spans.',
    help: `Send at most ${SPANS_PER_REQUEST_MAX.toLocaleString('en')} at once. Nothing of the request was kept.`,
  },
  over_quota: {
    status: 429,
    retryable: true,
    title: 'More spans come for this environment than are taken.',
    help: 'Wait as long as Retry-After says, or sample: a tenth of all traces shows the same.',
  },
})
