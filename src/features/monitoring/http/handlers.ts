/** From routes to queries. */
import type { HandlersOf } from '#platform/http/handlers.ts'
import { anyCaller } from '#core/identity/public.ts'
import type { monitoringContract } from '../contract/contract.ts'
import type { Ask } from '../queries/ask.ts'
import { listFigures } from '../queries/list-figures.ts'
import { readOverview } from '../queries/overview.ts'
import { readFigure } from '../queries/read-figure.ts'

export function monitoringHandlers(platform: Ask['platform']): HandlersOf<typeof monitoringContract> {
  return {
    listFigures: ({ params, query }, { caller }) =>
      listFigures({ platform, caller: anyCaller(caller) }, { applicationId: params.id, environmentId: query.environmentId }),
    readOverview: ({ params, query }, { caller }) =>
      readOverview({ platform, caller: anyCaller(caller) }, { applicationId: params.id, environmentId: query.environmentId }),
    readFigure: ({ params, query }, { caller }) =>
      readFigure(
        { platform, caller: anyCaller(caller) },
        {
          applicationId: params.id,
          environmentId: query.environmentId,
          metric: params.metric,
          range: { from: query.from, to: query.to, points: query.points },
        },
      ),
  }
}
