/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Module } from '#platform/module.ts'
import type { Needs } from '../needs.ts'
import { tellExport, type Taken } from '../actions/export.ts'
import { discardDeadJob, discardDeadJobs, retryDeadJob, retryDeadJobs, retryParkedReaction } from '../actions/jobs.ts'
import { changeSetting } from '../actions/settings.ts'
import { requestVerification } from '../actions/verification.ts'
import type { operationContract } from '../contract/contract.ts'
import type { OperationFacts } from '../facts.ts'
import { checkpointLines, eventLines, eventPage, eventTable } from '../queries/audit.ts'
import { readHealth } from '../queries/health.ts'
import { deadJobPage, lateDeadlines, parkedPage, readJobs } from '../queries/jobs.ts'
import { readNow } from '../queries/now.ts'
import { listSettings, readSetting, settingByKey } from '../queries/settings.ts'
import { readVerification, verificationPage } from '../queries/verifications.ts'

/** `modules` are all that may have something for the first screen, this one included. */
export function operationHandlers(
  platform: Needs,
  facts: OperationFacts,
  modules: () => readonly Module[],
): HandlersOf<typeof operationContract> {
  const caller = (context: RequestContext) => signedIn(context.caller)
  const taken = (context: RequestContext, format: Taken['format'], query: object) =>
    tellExport(platform, caller(context), { what: 'events', format, filteredBy: Object.keys(query) })

  return {
    listEvents: (call, context) => eventPage(platform, caller(context), call),
    exportEventLines: async ({ query }, context) => {
      await taken(context, 'jsonl', query)
      return eventLines(platform, caller(context), query)
    },
    exportEventTable: async ({ query }, context) => {
      await taken(context, 'csv', query)
      return eventTable(platform, caller(context), query)
    },
    startVerification: async (_, context) =>
      readVerification(platform, caller(context), await requestVerification(platform, caller(context))),
    listVerifications: (call, context) => verificationPage(platform, caller(context), call),
    readVerification: ({ params }, context) => readVerification(platform, caller(context), params.id),
    exportCheckpoints: async (_, context) => {
      const lines = checkpointLines(platform, caller(context))
      await tellExport(platform, caller(context), { what: 'checkpoints', format: 'jsonl', filteredBy: [] })
      return lines
    },

    readJobs: (_, context) => readJobs(platform, caller(context)),
    listDeadJobs: (call, context) => deadJobPage(platform, caller(context), call),
    retryDeadJob: ({ params }, context) => retryDeadJob(platform, caller(context), params.id).then(() => undefined),
    discardDeadJob: ({ params }, context) => discardDeadJob(platform, caller(context), params.id).then(() => undefined),
    retryDeadJobs: ({ body }, context) => retryDeadJobs(platform, caller(context), body.task),
    discardDeadJobs: ({ body }, context) => discardDeadJobs(platform, caller(context), body.task),
    listParkedReactions: (call, context) => parkedPage(platform, caller(context), call),
    retryParkedReaction: async ({ params }, context) => ({ passed: await retryParkedReaction(platform, caller(context), params.id) }),
    listLateDeadlines: (_, context) => lateDeadlines(platform, caller(context)),

    listSettings: (_, context) => listSettings(platform, caller(context)),
    readSetting: ({ params }, context) => readSetting(platform, caller(context), params.key),
    changeSetting: async ({ params, body }, context) => {
      await changeSetting(platform, caller(context), { key: params.key, value: body.value, ifMatch: context.ifMatch })
      return settingByKey(platform, params.key)
    },

    readHealth: (_, context) => readHealth(platform, facts, caller(context)),
    readNow: (_, context) => readNow(platform, modules(), caller(context)),
  }
}
