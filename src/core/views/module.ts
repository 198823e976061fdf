/** What saved views contribute to the server. */
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { ModuleFactory } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { signedIn } from '#core/identity/public.ts'
import { viewEvents } from '#events/views.ts'
import { invariant } from '#kit/fault.ts'
import { changeView, createView, setViewDeleted, type Act } from './actions/views.ts'
import { viewsPersonal, viewsRetention } from './actions/erasure.ts'
import { viewCodes } from './contract/codes.ts'
import { viewsContract, type SavedView } from './contract/contract.ts'
import { READ_VIEWS, SHARE_VIEWS, WRITE_VIEWS } from './domain/permissions.ts'
import { viewHandOvers } from './hand-overs.ts'
import { readViews, showViews, viewerOf } from './queries/list-views.ts'
import type { ViewRow } from './store/views.ts'

export const viewsModule: ModuleFactory = (platform) => ({
  name: 'views',
  codes: [viewCodes],
  events: viewEvents,
  permissions: [
    { name: READ_VIEWS, allows: 'See one’s own saved views and those that are shared.' },
    { name: WRITE_VIEWS, allows: 'Save views for oneself.' },
    { name: SHARE_VIEWS, allows: 'Share views with a role or with everybody, and change shared ones.' },
  ],
  contract: viewsContract,
  personal: viewsPersonal,
  handOvers: viewHandOvers(platform),
  retention: viewsRetention,
  handlers: viewsHandlers(platform),
})

function viewsHandlers(platform: Platform): HandlersOf<typeof viewsContract> {
  const by = (context: RequestContext): Act => {
    const caller = signedIn(context.caller)
    return { platform, caller, viewer: viewerOf(caller) }
  }
  const answer = (act: Act, row: ViewRow): Promise<SavedView> =>
    platform.work.read(async (tx) => {
      const [view] = await showViews(tx, [row], act.viewer)
      invariant(view, 'one view is shown as one')
      return view
    })
  return {
    listViews: (call, { caller }) => readViews(platform, signedIn(caller), call),
    createView: async ({ body }, context) => answer(by(context), await createView(by(context), body)),
    changeView: async ({ params, body }, context) =>
      answer(by(context), await changeView(by(context), { id: params.id, ifMatch: context.ifMatch }, body)),
    setViewDeleted: async ({ params, body }, context) =>
      answer(by(context), await setViewDeleted(by(context), { id: params.id, ifMatch: context.ifMatch }, body.deleted)),
  }
}
