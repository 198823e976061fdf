/** From routes to actions and queries. */
import { anyCaller } from '#core/identity/public.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { changeLimit } from '../actions/change-limit.ts'
import type { storageContract } from '../contract/contract.ts'
import { readStorage } from '../queries/storage.ts'

export type HandlerNeeds = Pick<Platform, 'work' | 'log' | 'clock' | 'clickhouse' | 'config'>

export function storageHandlers(platform: HandlerNeeds): HandlersOf<typeof storageContract> {
  return {
    readStorage: (_, { caller }) => readStorage(platform, anyCaller(caller)),
    changeLimit: async ({ body }, { caller, ifMatch }) => {
      await changeLimit(platform, anyCaller(caller), { version: ifMatch, bytesMax: body.bytesMax })
      return readStorage(platform, anyCaller(caller))
    },
  }
}
