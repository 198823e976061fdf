/** What the OpenTelemetry protocol contributes to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { grpcListeners } from './actions/grpc-listener.ts'
import { otlpCodes } from './contract/codes.ts'
import { otlpContract } from './contract/contract.ts'
import { otlpHandlers } from './http/handlers.ts'

export const otlpModule: ModuleFactory = (platform) => ({
  name: 'otlp',
  codes: [otlpCodes],
  contract: otlpContract,
  handlers: otlpHandlers(platform),
  listeners: grpcListeners(platform),
})
