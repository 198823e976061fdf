/** What can go wrong with what is sent, in words for whoever sends it. */
import { defineCodes } from '#kit/fault.ts'

export const telemetryCodes = defineCodes('telemetry', {
  malformed: {
    status: 400,
    retryable: false,
    title: 'The body is not what it says it is.',
    help: 'Remote write sends a WriteRequest (1.0) or a Request (2.0) of Protocol Buffers, packed by Snappy in its block form. Nothing of it was kept.',
  },
  samples_refused: {
    status: 400,
    retryable: false,
    title: 'Some samples were not kept.',
    help: 'The answer counts them by reason. The other samples of the request were kept, so sending it again does not help.',
  },
  too_many_samples: {
    status: 413,
    retryable: false,
    title: 'The request holds too many samples.',
    help: 'Send fewer at once; with Prometheus `max_samples_per_send` says how many. Nothing of the request was kept.',
  },
  over_quota: {
    status: 429,
    retryable: true,
    title: 'More samples come for this environment than are taken.',
    help: 'Wait as long as Retry-After says. With Prometheus set `retry_on_http_429: true`, so that it waits instead of dropping them.',
  },
  spool_full: {
    status: 429,
    retryable: true,
    title: 'ClickHouse has been away for so long that nothing more can wait for it.',
    help: 'What was acknowledged waits on the disk and is kept as soon as ClickHouse is back. Wait as long as Retry-After says.',
  },
  disk_full: {
    status: 507,
    retryable: true,
    title: 'The disk of the data folder is full, so that nothing can be kept.',
    help: 'Make room on the disk of the data folder. What was acknowledged is kept; the sender sends the rest again.',
  },
  too_many_keys: {
    status: 409,
    retryable: false,
    title: 'This environment has as many keys as it can have.',
    help: 'Revoke a key that is not used any more.',
  },
})
