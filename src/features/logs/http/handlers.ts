/** From routes to actions and queries. */
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { anyCaller, signedIn } from '#core/identity/public.ts'
import type { Platform } from '#platform/platform.ts'
import { changeSearch, createSearch, setSearchDeleted } from '../actions/searches.ts'
import type { logsContract } from '../contract/contract.ts'
import { readLine } from '../queries/line.ts'
import { countLines, listLines, readFacets, tailLines, type Ask } from '../queries/lines.ts'
import { readSearches, readWritten } from '../queries/searches.ts'
import { takeLines, type TakingNeeds } from './take-lines.ts'

interface LogsPlatform {
  readonly platform: Ask['platform'] & Pick<Platform, 'log'>
}

export function logsHandlers({ platform, ...taking }: TakingNeeds & LogsPlatform): HandlersOf<typeof logsContract> {
  const by = ({ caller }: RequestContext) => ({ platform, caller: signedIn(caller) })
  return {
    takeLines: takeLines({ platform, ...taking }),
    listLines: ({ params, query }, { caller }) => listLines({ platform, caller: anyCaller(caller) }, params.id, query),
    countLines: ({ params, query }, { caller }) => countLines({ platform, caller: anyCaller(caller) }, params.id, query),
    listFacets: ({ params, query }, { caller }) => readFacets({ platform, caller: anyCaller(caller) }, params.id, query),
    tailLines: ({ params, query }, { caller }) => tailLines({ platform, caller: anyCaller(caller) }, params.id, query),
    readLine: ({ params }, { caller }) => readLine({ platform, caller: anyCaller(caller) }, params.id, params.line),
    listSearches: ({ params }, context) => readSearches(by(context), params.id),
    createSearch: async ({ params, body }, context) => readWritten(by(context), await createSearch(by(context), params.id, body)),
    changeSearch: async ({ params, body }, context) => {
      await changeSearch(by(context), { id: params.id, ifMatch: context.ifMatch }, body)
      return readWritten(by(context), params.id)
    },
    setSearchDeleted: async ({ params, body }, context) => {
      await setSearchDeleted(by(context), { id: params.id, ifMatch: context.ifMatch }, body.deleted)
      return readWritten(by(context), params.id)
    },
  }
}
