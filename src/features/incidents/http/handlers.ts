/** From routes to actions and queries. A write answers with the incident as it is afterwards. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { actOf, type Act, type Needs, type Target } from '../actions/act.ts'
import { changeIncident, changeIncidents, giveRole, moveIncident, weighIncident } from '../actions/change.ts'
import { changeReview, setReviewFinished } from '../actions/review.ts'
import { applyPlaybook } from '../actions/apply-playbook.ts'
import { changePlaybook, createPlaybook, removePlaybook } from '../actions/playbooks.ts'
import { declareByHand } from '../actions/declare.ts'
import { releaseIncident, setAdmitted, setMeasureUndone, setNotice, takeMeasure } from '../actions/security.ts'
import type { Incident, incidentsContract } from '../contract/contract.ts'
import type { Review } from '../contract/reviews.ts'
import type { Security } from '../contract/security.ts'
import { listPlaybooksOf, readPlaybook, suggestPlaybooks } from '../queries/playbooks.ts'
import { readReview } from '../queries/review.ts'
import { readSecurity } from '../queries/security.ts'
import { countIncidents, foreseeSeverity, listIncidents, readIncident } from '../queries/incidents.ts'

export function incidentsHandlers(platform: Needs): HandlersOf<typeof incidentsContract> {
  const by = ({ caller }: RequestContext) => ({ platform, caller: signedIn(caller) })
  const after = async (context: RequestContext, id: string, action: (act: Act, target: Target) => Promise<void>): Promise<Incident> => {
    await action(actOf(platform, signedIn(context.caller)), { id, version: context.ifMatch ?? undefined })
    return readIncident(by(context), id)
  }
  const reviewed = async (context: RequestContext, id: string, action: (act: Act) => Promise<void>): Promise<Review> => {
    await action(actOf(platform, signedIn(context.caller)))
    return readReview(by(context), id)
  }
  const secured = async (context: RequestContext, id: string, action: (act: Act) => Promise<void>): Promise<Security> => {
    await action(actOf(platform, signedIn(context.caller)))
    return readSecurity(by(context), id)
  }
  return {
    listPlaybooks: ({ query }, context) => listPlaybooksOf(by(context), query.applicationId),
    createPlaybook: async ({ body }, context) => readPlaybook(by(context), await createPlaybook(by(context), body)),
    changePlaybook: async ({ params, body }, context) => {
      await changePlaybook(by(context), { id: params.id, ifMatch: context.ifMatch }, body)
      return readPlaybook(by(context), params.id)
    },
    removePlaybook: async ({ params }, context) => {
      await removePlaybook(by(context), params.id)
      return undefined
    },
    suggestPlaybooks: ({ params }, context) => suggestPlaybooks(by(context), params.id),
    applyPlaybook: async ({ params }, context) => ({
      tasks: [...(await applyPlaybook(actOf(platform, signedIn(context.caller)), params.id, params.playbookId))],
    }),
    readSecurity: ({ params }, context) => readSecurity(by(context), params.id),
    takeMeasure: ({ params, body }, context) => secured(context, params.id, (act) => takeMeasure(act, params.id, body)),
    setMeasureUndone: ({ params, body }, context) =>
      secured(context, params.id, (act) => setMeasureUndone(act, params.id, params.measureId, body.undone)),
    setNotice: ({ params, body }, context) => secured(context, params.id, (act) => setNotice(act, params.id, params.framework, body)),
    setAdmitted: ({ params, body }, context) =>
      secured(context, params.id, (act) => setAdmitted(act, params.id, params.personId, body.admitted)),
    releaseIncident: ({ params }, context) => secured(context, params.id, (act) => releaseIncident(act, params.id)),
    readReview: ({ params }, context) => readReview(by(context), params.id),
    changeReview: ({ params, body }, context) => reviewed(context, params.id, (act) => changeReview(act, params.id, body)),
    setReviewFinished: ({ params, body }, context) =>
      reviewed(context, params.id, (act) => setReviewFinished(act, params.id, body.finished)),
    listIncidents: (call, context) => listIncidents(by(context), call),
    countIncidents: (call, context) => countIncidents(by(context), call),
    foreseeSeverity: (call, context) => foreseeSeverity(by(context), call),
    declareIncident: async ({ body }, context) => {
      const caller = signedIn(context.caller)
      const id = await declareByHand({ ...actOf(platform, caller), caller }, body)
      return readIncident({ platform, caller: caller.admittedTo(id) }, id)
    },
    readIncident: ({ params }, context) => readIncident(by(context), params.id),
    changeIncident: ({ params, body }, context) => after(context, params.id, (act, target) => changeIncident(act, target, body)),
    moveIncident: ({ params, body }, context) => after(context, params.id, (act, target) => moveIncident(act, target, body)),
    weighIncident: ({ params, body }, context) => after(context, params.id, (act, target) => weighIncident(act, target, body)),
    giveRole: ({ params, body }, context) => after(context, params.id, (act, target) => giveRole(act, target, params.role, body.personId)),
    changeIncidents: async ({ body }, context) => ({
      results: await changeIncidents(actOf(platform, signedIn(context.caller)), body.items),
    }),
  }
}
