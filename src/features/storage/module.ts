/** What storage contributes to the server. */
import { storageEvents } from '#events/storage.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { askToKeepWithin, keepWithinJob, LOOK_EVERY_MS } from './actions/keep-within.ts'
import { READ_STORAGE, storageContract, WRITE_STORAGE } from './contract/contract.ts'
import { storageHandlers } from './http/handlers.ts'
import { droppedNow } from './queries/storage.ts'

export const storageModule: ModuleFactory = (platform) => {
  const keepWithin = keepWithinJob(platform)
  return {
    name: 'storage',
    events: storageEvents,
    permissions: [
      { name: READ_STORAGE, allows: 'See how much telemetry is kept, and what had to go before its time.' },
      { name: WRITE_STORAGE, allows: 'Choose how much room telemetry may take.' },
    ],
    contract: storageContract,
    handlers: storageHandlers(platform),
    jobs: [keepWithin],
    routines: [
      { name: 'storage.keep_within', everyMs: LOOK_EVERY_MS, on: 'worker_nodes', run: () => askToKeepWithin(platform, keepWithin) },
    ],
    now: (caller) => droppedNow(platform, caller),
  }
}
