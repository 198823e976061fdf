/** What can go wrong with what is sent, in words for whoever sends it. */
import { defineCodes } from '#kit/fault.ts'

export const otlpCodes = defineCodes('otlp', {
  malformed: {
    status: 400,
    retryable: false,
    title: 'The body is not what it says it is.',
    help: 'It must be the request of the signal in OTLP 1, as Protocol Buffers or as JSON, packed by gzip or not at all. Nothing of it was kept.',
  },
  too_large: {
    status: 413,
    retryable: false,
    title: 'The request holds too much.',
    help: 'Send less at once; with the collector the batch processor’s `send_batch_max_size` says how much. Nothing of the request was kept.',
  },
})
