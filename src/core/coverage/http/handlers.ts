/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { tellExport } from '../actions/export.ts'
import { handOver, takeBack } from '../actions/hand-over.ts'
import type { coverageContract } from '../contract/contract.ts'
import type { Needs } from '../needs.ts'
import type { Contributed } from '../parts.ts'
import { readHandOvers } from '../queries/hand-overs.ts'
import { countMap, mapTable, readMap } from '../queries/map.ts'

export function coverageHandlers(platform: Needs, { aspects, handOvers }: Contributed): HandlersOf<typeof coverageContract> {
  const caller = (context: RequestContext) => signedIn(context.caller)
  const ask = (context: RequestContext) => ({ platform, caller: caller(context), aspects })
  const act = (context: RequestContext) => ({ platform, caller: caller(context), handOvers })
  return {
    readMap: (call, context) => readMap(ask(context), call),
    countMap: (call, context) => countMap(ask(context), call),
    exportMap: async ({ query }, context) => {
      await tellExport(platform, caller(context), Object.keys(query))
      return mapTable(ask(context), query)
    },
    readHandOvers: ({ params }, context) => readHandOvers(platform, caller(context), { personId: params.id, handOvers }),
    handOver: async (call, context) => ({ results: await handOver(act(context), call) }),
    takeBack: async (call, context) => ({ results: await takeBack(act(context), call) }),
  }
}
