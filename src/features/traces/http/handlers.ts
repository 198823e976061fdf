/** From routes to queries. */
import type { HandlersOf } from '#platform/http/handlers.ts'
import { anyCaller } from '#core/identity/public.ts'
import type { tracesContract } from '../contract/contract.ts'
import { readServiceMap } from '../queries/service-map.ts'
import { listTraces, readSpan, readTrace, type Ask } from '../queries/traces.ts'

export function tracesHandlers(platform: Ask['platform']): HandlersOf<typeof tracesContract> {
  return {
    listTraces: ({ params, query }, { caller }) =>
      listTraces(
        { platform, caller: anyCaller(caller) },
        { applicationId: params.id, limit: query.limit, cursor: query.cursor, service: query.service },
      ),
    readServiceMap: ({ params, query }, { caller }) => readServiceMap({ platform, caller: anyCaller(caller) }, params.id, query),
    readTrace: ({ params: { id, traceId } }, { caller }) =>
      readTrace({ platform, caller: anyCaller(caller) }, { environmentId: id, traceId }),
    readSpan: ({ params: { id, ...ids } }, { caller }) => readSpan({ platform, caller: anyCaller(caller) }, { environmentId: id, ...ids }),
  }
}
