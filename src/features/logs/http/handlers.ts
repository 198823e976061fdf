/** From routes to actions and queries. */
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { logsContract } from '../contract/contract.ts'
import { takeLines, type TakingNeeds } from './take-lines.ts'

export function logsHandlers(needs: TakingNeeds): HandlersOf<typeof logsContract> {
  return { takeLines: takeLines(needs) }
}
