/** From routes to actions: who sends, in which form the body is, and the answer in the same form. */
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { RPC_PROTOBUF, rpcTypeOf } from '#platform/http/rpc-status.ts'
import type { Platform } from '#platform/platform.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { answerExport, type Exported } from '../actions/answer-export.ts'
import { takeLogs } from '../actions/take-logs.ts'
import { takeMetrics } from '../actions/take-metrics.ts'
import { takeTraces } from '../actions/take-traces.ts'
import { senderOf, type Needs } from '../actions/taking.ts'
import type { otlpContract } from '../contract/contract.ts'

export type HandlerNeeds = Needs & Pick<Platform, 'work' | 'log'>

export function otlpHandlers(platform: HandlerNeeds): HandlersOf<typeof otlpContract> {
  const book = keyBookOf(platform)
  const taking =
    (exported: Exported) =>
    async ({ bytes }: { readonly bytes: Uint8Array }, context: RequestContext) => {
      const sender = await senderOf(platform, await book.findAny(context.secret))
      const form = rpcTypeOf(context.header('content-type')) === RPC_PROTOBUF ? 'protobuf' : 'json'
      const encoding = context.header('content-encoding')
      const body = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), form, encoding } as const
      return answerExport(platform, exported, sender, body)
    }
  return {
    takeMetrics: taking({ signal: 'metrics', take: takeMetrics }),
    takeTraces: taking({ signal: 'traces', take: takeTraces }),
    takeLogs: taking({ signal: 'logs', take: takeLogs }),
  }
}
