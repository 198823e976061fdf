/** From routes to actions and queries. A write answers with the dashboard as it is afterwards. */
import { anyCaller } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Ask } from '../access/place.ts'
import { changeDashboard, createDashboard, setDashboardDeleted } from '../actions/dashboards.ts'
import type { dashboardsContract } from '../contract/contract.ts'
import { exportDashboard, readDashboard, readDashboardFile, readDashboards, readReleases, readWritten } from '../queries/dashboards.ts'
import { evaluate } from '../queries/evaluate.ts'
import { listLabels, listMetrics, listValues } from '../queries/metrics.ts'

export type HandlerNeeds = Pick<Platform, 'work' | 'clock' | 'log' | 'clickhouse'>

export function dashboardsHandlers(platform: HandlerNeeds): HandlersOf<typeof dashboardsContract> {
  const by = ({ caller, gone }: RequestContext) => ({ platform, caller: anyCaller(caller), gone }) satisfies Ask
  return {
    listMetrics: ({ params, query }, context) => listMetrics(by(context), { applicationId: params.id, ...query }),
    listLabels: ({ params, query }, context) => listLabels(by(context), { applicationId: params.id, ...query }),
    listLabelValues: ({ params, query }, context) => listValues(by(context), { applicationId: params.id, ...query }),
    evaluate: (call, context) => evaluate(by(context), call),
    listDashboards: ({ query }, context) => readDashboards(by(context), query.applicationId),
    createDashboard: async ({ body }, context) => readWritten(by(context), await createDashboard(by(context), body)),
    readDashboard: ({ params }, context) => readDashboard(by(context), params.id),
    changeDashboard: async ({ params, body }, context) => {
      await changeDashboard(by(context), { id: params.id, ifMatch: context.ifMatch }, body)
      return readWritten(by(context), params.id)
    },
    setDashboardDeleted: async ({ params, body }, context) => {
      await setDashboardDeleted(by(context), { id: params.id, ifMatch: context.ifMatch }, body.deleted)
      return readWritten(by(context), params.id)
    },
    exportDashboard: ({ params }, context) => exportDashboard(by(context), params.id),
    readFile: ({ body }, context) => readDashboardFile(by(context), body),
    listReleases: (call, context) => readReleases(by(context), call),
  }
}
