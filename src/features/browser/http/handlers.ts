/** From routes to actions and queries. */
import { anyCaller } from '#core/identity/public.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { takePage, type Taking } from '../actions/take-page.ts'
import type { browserContract } from '../contract/contract.ts'
import { readGlance } from '../queries/glance.ts'
import { readPages } from '../queries/pages.ts'
import { scriptOf } from './script.ts'

export interface HandlerNeeds extends Taking {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse' | 'config'>
}

export function browserHandlers(needs: HandlerNeeds): HandlersOf<typeof browserContract> {
  const { platform } = needs
  return {
    takePage: async ({ params, query, bytes }, context) => {
      const origin = context.header('origin')
      await takePage(needs, { ...params, key: context.secret ?? query.key ?? null, origin, bytes, allowOrigin: context.allowOrigin })
      return undefined
    },
    readGlance: ({ params, query }, { caller }) =>
      readGlance({ platform, caller: anyCaller(caller) }, { applicationId: params.id, environmentId: query.environmentId }),
    readPages: ({ params, query }, { caller }) => {
      const { environmentId, hours } = query
      return readPages(
        { platform, caller: anyCaller(caller) },
        { applicationId: params.id, environmentId, hours, script: scriptOf(platform) },
      )
    },
  }
}
