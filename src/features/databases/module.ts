/** What databases contribute to the server. */
import { databasesEvents } from '#events/databases.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { Watch, WATCH_EVERY_MS } from './actions/watch.ts'
import { databasesCodes } from './contract/codes.ts'
import { databasesContract } from './contract/contract.ts'
import { APPROVE_PRIVATE, READ_DATABASES, WRITE_DATABASES } from './domain/permissions.ts'
import { databasesHandlers } from './http/handlers.ts'
import { needsNow } from './queries/needs-now.ts'

export const databasesModule: ModuleFactory = (platform) => {
  const watch = new Watch(platform)
  return {
    name: 'databases',
    codes: [databasesCodes],
    events: databasesEvents,
    permissions: [
      { name: READ_DATABASES, allows: 'See how databases stand: connections, statements, locks, what there is to do.' },
      { name: WRITE_DATABASES, allows: 'Let databases be watched, with an address and a user that only reads.' },
      { name: APPROVE_PRIVATE, allows: 'Approve that the address of a watched database lies in a private network.' },
    ],
    contract: databasesContract,
    handlers: databasesHandlers(platform),
    routines: [{ name: 'databases.watch', everyMs: WATCH_EVERY_MS, on: 'probe_nodes', run: () => watch.run() }],
    now: (caller) => needsNow({ platform, caller }),
  }
}
