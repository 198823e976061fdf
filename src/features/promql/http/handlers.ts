/** From routes to queries; parameters come in the address or as a form. */
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { anyCaller } from '#core/identity/public.ts'
import type { promqlContract } from '../contract/contract.ts'
import { fromForm, type Parameters } from '../contract/parameters.ts'
import { answerInstant, answerRange } from '../queries/answer-query.ts'
import type { Ask } from '../queries/ask.ts'
import { answerAlerts, answerBuild, answerExemplars, answerRules } from '../queries/answer-fixed.ts'
import { answerFormat, answerLabels, answerLabelValues, answerMetadata, answerSeries } from '../queries/list-names.ts'

export type HandlerNeeds = Pick<Platform, 'work' | 'clock' | 'clickhouse'>

export function promqlHandlers(platform: HandlerNeeds): HandlersOf<typeof promqlContract> {
  const asked = (parameters: Parameters, { caller, gone }: RequestContext): Ask => ({
    platform,
    caller: anyCaller(caller),
    parameters,
    gone,
  })
  const byAddress =
    (answer: (ask: Ask) => Promise<string>) =>
    ({ query }: { readonly query: Parameters }, context: RequestContext) =>
      answer(asked(query, context))
  const byForm =
    (answer: (ask: Ask) => Promise<string>) =>
    ({ bytes }: { readonly bytes: Uint8Array }, context: RequestContext) =>
      answer(asked(fromForm(Buffer.from(bytes).toString()), context))
  return {
    query: byAddress(answerInstant),
    queryByForm: byForm(answerInstant),
    queryRange: byAddress(answerRange),
    queryRangeByForm: byForm(answerRange),
    listSeries: byAddress(answerSeries),
    listSeriesByForm: byForm(answerSeries),
    listLabels: byAddress(answerLabels),
    listLabelsByForm: byForm(answerLabels),
    listLabelValues: ({ params, query }, context) => answerLabelValues(asked(query, context), params.name),
    listMetadata: byAddress(answerMetadata),
    formatQuery: byAddress(answerFormat),
    formatQueryByForm: byForm(answerFormat),
    readBuild: async () => answerBuild(),
    listRules: async () => answerRules(),
    listAlerts: async () => answerAlerts(),
    listExemplars: byAddress(answerExemplars),
    listExemplarsByForm: byForm(answerExemplars),
  }
}
