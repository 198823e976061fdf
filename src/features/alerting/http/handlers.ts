/** From routes to actions and queries. */
import { anyCaller, signedIn } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { acknowledgeAlert } from '../actions/acknowledge.ts'
import { createSilence, endSilence } from '../actions/silences.ts'
import { changeRule, createRule, deleteRule, type RuleDraft } from '../actions/rules.ts'
import type { alertingContract } from '../contract/contract.ts'
import { readCondition, readSource } from '../contract/rule-form.ts'
import { countAlerts, listAlerts, readAlert } from '../queries/alerts.ts'
import { readComponentHealth } from '../queries/component-health.ts'
import { listRules, listRuleTargets, readRule, tryRule } from '../queries/rules.ts'
import { listSilences, showSilences } from '../queries/silences.ts'

export function alertingHandlers(platform: Platform): HandlersOf<typeof alertingContract> {
  return {
    listAlerts: (call, { caller }) => listAlerts({ platform, caller: anyCaller(caller) }, call),
    countAlerts: (call, { caller }) => countAlerts({ platform, caller: anyCaller(caller) }, call),
    readAlert: ({ params }, { caller }) => readAlert({ platform, caller: anyCaller(caller) }, params.id),
    readComponentHealth: ({ params }, { caller }) => readComponentHealth({ platform, caller: anyCaller(caller) }, params.id),
    acknowledgeAlert: async ({ params }, { caller }) => {
      await acknowledgeAlert({ platform, caller: signedIn(caller) }, params.id)
      return readAlert({ platform, caller: anyCaller(caller) }, params.id)
    },
    listRules: ({ params }, { caller }) => listRules({ platform, caller: anyCaller(caller) }, params.id),
    createRule: async ({ params, body }, { caller }) => {
      const id = await createRule({ platform, caller: signedIn(caller) }, params.id, draftOf(body))
      return readRule({ platform, caller: anyCaller(caller) }, id)
    },
    changeRule: async ({ params, body }, { caller, ifMatch }) => {
      await changeRule({ platform, caller: signedIn(caller) }, { id: params.id, version: ifMatch ?? undefined, draft: draftOf(body) })
      return readRule({ platform, caller: anyCaller(caller) }, params.id)
    },
    deleteRule: async ({ params }, { caller }) => {
      await deleteRule({ platform, caller: signedIn(caller) }, params.id)
      return undefined
    },
    listRuleTargets: ({ params }, { caller }) => listRuleTargets({ platform, caller: anyCaller(caller) }, params.id),
    tryRule: (call, { caller }) => tryRule({ platform, caller: anyCaller(caller) }, call),
    listSilences: (_call, { caller }) => listSilences({ platform, caller: anyCaller(caller) }),
    createSilence: async ({ body }, { caller }) => {
      const row = await createSilence({ platform, caller: signedIn(caller) }, body)
      const [shown] = await platform.work.read((tx) => showSilences(tx, [row], platform.clock.now()))
      if (shown === undefined) throw new Fault(common.not_found)
      return shown
    },
    endSilence: async ({ params }, { caller }) => {
      await endSilence({ platform, caller: signedIn(caller) }, params.id)
      return undefined
    },
  }
}

function draftOf(body: HandledOf<(typeof alertingContract)['createRule']>['body']): RuleDraft {
  return { ...body, source: readSource(body.source), condition: readCondition(body.condition) }
}
