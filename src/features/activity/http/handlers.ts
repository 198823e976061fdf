/** From routes to queries. */
import { anyCaller } from '#core/identity/public.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { activityContract } from '../contract/contract.ts'
import { exportFeatures, listActivity, readActivity, type Ask } from '../queries/activity.ts'

export function activityHandlers(platform: Ask['platform']): HandlersOf<typeof activityContract> {
  return {
    readActivity: ({ params, query }, { caller }) =>
      readActivity({ platform, caller: anyCaller(caller) }, { applicationId: params.id, environmentId: query.environmentId }),
    listActivity: (_call, { caller }) => listActivity({ platform, caller: anyCaller(caller) }),
    exportFeatures: ({ params, query }, { caller }) =>
      exportFeatures({ platform, caller: anyCaller(caller) }, { applicationId: params.id, environmentId: query.environmentId }),
  }
}
