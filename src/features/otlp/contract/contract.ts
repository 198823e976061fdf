/** What OpenTelemetry sends over HTTP. Its exporters append `/v1/…` to the address that they are given. */
import { route, type Contract } from '#kit/contract.ts'
import { BODY_BYTES_MAX } from '../domain/limits.ts'

/** A hundred senders from one address, each with some requests a second; what they may send together the quota says. */
const PER_MINUTE = 60_000

const sent = {
  method: 'POST',
  access: 'environment_key',
  takes: ['application/x-protobuf', 'application/json'],
  rpc: true,
  bodyBytesMax: BODY_BYTES_MAX,
  perMinute: PER_MINUTE,
} as const

export const otlpContract = {
  takeMetrics: route({
    ...sent,
    id: 'otlp.takeMetrics',
    path: '/otlp/v1/metrics',
    summary: 'Take metrics by OTLP; acknowledged when they are on the disk.',
  }),
  takeTraces: route({
    ...sent,
    id: 'otlp.takeTraces',
    path: '/otlp/v1/traces',
    summary: 'Take traces by OTLP; acknowledged when they are on the disk.',
  }),
  takeLogs: route({
    ...sent,
    id: 'otlp.takeLogs',
    path: '/otlp/v1/logs',
    summary: 'Take log lines by OTLP; acknowledged when they are on the disk.',
  }),
} satisfies Contract
