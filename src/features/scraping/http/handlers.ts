/** From routes to actions and queries. A write answers with the target as it is afterwards. */
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { anyCaller } from '#core/identity/public.ts'
import { changeTarget, createTarget, deleteTarget, setTargetApproval, setTargetState } from '../actions/targets.ts'
import type { scrapingContract } from '../contract/contract.ts'
import { listTargets, readTarget } from '../queries/targets.ts'

export type HandlerNeeds = Pick<Platform, 'work' | 'clock' | 'log' | 'secrets'>

export function scrapingHandlers(platform: HandlerNeeds): HandlersOf<typeof scrapingContract> {
  const by = ({ caller }: RequestContext) => ({ platform, caller: anyCaller(caller) })
  const aimOf = ({ id }: { readonly id: string }, { ifMatch }: RequestContext) => ({ id, ifMatch })
  return {
    listTargets: ({ params }, context) => listTargets(by(context), params.id),
    createTarget: async ({ body }, context) => readTarget(by(context), await createTarget(by(context), body)),
    readTarget: ({ params }, context) => readTarget(by(context), params.id),
    changeTarget: async ({ params, body }, context) => {
      await changeTarget(by(context), aimOf(params, context), body)
      return readTarget(by(context), params.id)
    },
    setTargetState: async ({ params, body }, context) => {
      await setTargetState(by(context), aimOf(params, context), body.state)
      return readTarget(by(context), params.id)
    },
    setTargetApproval: async ({ params, body }, context) => {
      await setTargetApproval(by(context), aimOf(params, context), body.privateAllowed)
      return readTarget(by(context), params.id)
    },
    deleteTarget: async ({ params }, context) => {
      await deleteTarget(by(context), params.id)
      return undefined
    },
  }
}
