/** What records contribute to the server. */
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { anyCaller } from '#core/identity/public.ts'
import { recordsContract } from './contract/contract.ts'
import { READ_TIMELINE } from './domain/permissions.ts'
import { listReaders } from './queries/readers.ts'
import { readTimeline } from './queries/timeline.ts'

export const recordsModule: ModuleFactory = (platform) => {
  const handlers: HandlersOf<typeof recordsContract> = {
    listReaders: (call, { caller }) => listReaders(platform, anyCaller(caller), call),
    readTimeline: (call, { caller }) => readTimeline(platform, anyCaller(caller), call),
  }
  return {
    name: 'records',
    permissions: [{ name: READ_TIMELINE, allows: 'Read what happened to records and things of the catalog that one may see.' }],
    contract: recordsContract,
    handlers,
  }
}
