/** From routes to actions and queries. */
import { anyCaller } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { dismissFinding, makeTask, reopenFinding } from '../actions/findings.ts'
import type { Needs } from '../actions/act.ts'
import { makeAudit } from '../actions/audit.ts'
import { lookNow } from '../actions/look-now.ts'
import type { resourcesContract } from '../contract/contract.ts'
import { exportAudit, listAudits, readAudit } from '../queries/audits.ts'
import { readCapacity } from '../queries/capacity.ts'
import { listFindings, readFinding } from '../queries/findings.ts'

export function resourcesHandlers(platform: Needs): HandlersOf<typeof resourcesContract> {
  const by = ({ caller }: RequestContext) => ({ platform, caller: anyCaller(caller) })
  return {
    readCapacity: (call, context) => readCapacity(by(context), call),
    listFindings: ({ params }, context) => listFindings(by(context), params.id),
    lookNow: async ({ params }, context) => {
      await lookNow(by(context), params.id)
      return undefined
    },
    makeTask: async ({ params, body }, context) => {
      await makeTask(by(context), params.id, body)
      return readFinding(by(context), params.id)
    },
    dismissFinding: async ({ params, body }, context) => {
      await dismissFinding(by(context), params.id, body.reason)
      return readFinding(by(context), params.id)
    },
    listAudits: ({ params }, context) => listAudits(by(context), params.id),
    makeAudit: async ({ params }, context) => readAudit(by(context), await makeAudit(by(context), params.id)),
    readAudit: ({ params }, context) => readAudit(by(context), params.id),
    exportAudit: ({ params }, context) => exportAudit(by(context), params.id),
    reopenFinding: async ({ params }, context) => {
      await reopenFinding(by(context), params.id)
      return undefined
    },
  }
}
