/** What Prometheus and those who speak as it does send. */
import { route, type Contract } from '#kit/contract.ts'

/** Packed; a request of 10,000 samples has some 200 kB. */
const PACKED_BYTES_MAX = 4 * 1024 * 1024
/** A hundred senders from one address, each with some requests a second; what they may send together the quota says. */
const PER_MINUTE = 60_000

export const prometheusRoutes = {
  remoteWrite: route({
    id: 'telemetry.remoteWrite',
    method: 'POST',
    path: '/prometheus/api/v1/write',
    summary: 'Take samples by Prometheus remote write 1.0 or 2.0; acknowledged when they are on the disk.',
    access: 'environment_key',
    takes: ['application/x-protobuf'],
    bodyBytesMax: PACKED_BYTES_MAX,
    perMinute: PER_MINUTE,
  }),
} satisfies Contract
