/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { Caller, HandlersOf } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Act } from '../actions/act.ts'
import { changeDecision, createDecision, decide, reopen, setDecisionDeleted, supersede } from '../actions/decisions.ts'
import { askView, giveView, withdrawView } from '../actions/views.ts'
import type { Decision, decisionsContract } from '../contract/contract.ts'
import { countDecisions, listDecisions, readDecision } from '../queries/decisions.ts'

export function decisionsHandlers(platform: Pick<Platform, 'work' | 'clock' | 'log'>): HandlersOf<typeof decisionsContract> {
  /** Acts, then answers with the decision as it is now. */
  const after = async (
    context: { readonly caller: Caller | null },
    id: string,
    action: (act: Act) => Promise<unknown>,
  ): Promise<Decision> => {
    const caller = signedIn(context.caller)
    await action({ platform, caller })
    return readDecision(platform, caller, id)
  }
  return {
    listDecisions: (call, { caller }) => listDecisions(platform, signedIn(caller), call),
    countDecisions: (call, { caller }) => countDecisions(platform, signedIn(caller), call),
    createDecision: async ({ body }, context) => {
      const caller = signedIn(context.caller)
      return readDecision(platform, caller, await createDecision({ platform, caller }, body))
    },
    readDecision: ({ params }, { caller }) => readDecision(platform, signedIn(caller), params.id),
    changeDecision: ({ params: { id }, body }, context) =>
      after(context, id, (act) => changeDecision(act, { id, ifMatch: context.ifMatch }, body)),
    askView: ({ params: { id }, body }, context) => after(context, id, (act) => askView(act, id, body)),
    giveView: ({ params, body }, context) => after(context, params.id, (act) => giveView(act, params, body)),
    withdrawView: ({ params }, context) => after(context, params.id, (act) => withdrawView(act, params)),
    decide: ({ params: { id }, body }, context) => after(context, id, (act) => decide(act, { id, ifMatch: context.ifMatch }, body)),
    reopen: ({ params: { id } }, context) => after(context, id, (act) => reopen(act, { id, ifMatch: context.ifMatch })),
    supersede: ({ params: { id }, body }, context) =>
      after(context, id, (act) => supersede(act, { id, ifMatch: context.ifMatch }, body.by)),
    setDecisionDeleted: async ({ params: { id }, body }, { caller, ifMatch }) => ({
      version: await setDecisionDeleted({ platform, caller: signedIn(caller) }, { id, ifMatch }, body.deleted),
    }),
  }
}
