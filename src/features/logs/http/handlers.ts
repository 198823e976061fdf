/** From routes to actions and queries. */
import type { HandlersOf } from '#platform/http/handlers.ts'
import { anyCaller } from '#core/identity/public.ts'
import type { logsContract } from '../contract/contract.ts'
import { readLine } from '../queries/line.ts'
import { countLines, listLines, type Ask } from '../queries/lines.ts'
import { takeLines, type TakingNeeds } from './take-lines.ts'

export function logsHandlers({ platform, ...taking }: TakingNeeds & Pick<Ask, 'platform'>): HandlersOf<typeof logsContract> {
  return {
    takeLines: takeLines({ platform, ...taking }),
    listLines: ({ params, query }, { caller }) => listLines({ platform, caller: anyCaller(caller) }, params.id, query),
    countLines: ({ params, query }, { caller }) => countLines({ platform, caller: anyCaller(caller) }, params.id, query),
    readLine: ({ params }, { caller }) => readLine({ platform, caller: anyCaller(caller) }, params.id, params.line),
  }
}
