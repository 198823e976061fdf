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
  needs_environment_key: {
    status: 403,
    retryable: false,
    title: 'This way in takes keys of an environment only.',
    help: 'The key belongs to an application or a client, whose mapping rules hold for OpenTelemetry, Prometheus remote write and JSON lines. Make a key of the environment.',
  },
  too_many_keys: {
    status: 409,
    retryable: false,
    title: 'There are as many keys of this kind as there can be.',
    help: 'Revoke a key that is not used any more.',
  },
})
