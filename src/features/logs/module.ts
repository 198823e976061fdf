/** What logs contribute to the server. */
import { logEvents } from '#events/logs.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { KEEP_EVERY_MS } from '#platform/segments/segment-keeper.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { lineKeeper } from './actions/line-keeper.ts'
import { syslogListeners } from './actions/syslog-listeners.ts'
import { searchesPersonal, searchesRetention } from './actions/erasure.ts'
import { Arrivals } from './actions/tell-arrivals.ts'
import { logsCodes } from './contract/codes.ts'
import { logsContract } from './contract/contract.ts'
import { READ_LINES } from './contract/reading.ts'
import { WRITE_SEARCHES } from './contract/searches.ts'
import { logsHandlers } from './http/handlers.ts'
import { lineIntakeOf } from './public.ts'

export const logsModule: ModuleFactory = (platform) => {
  const intake = lineIntakeOf(platform)
  const book = keyBookOf(platform)
  const arrivals = new Arrivals(platform)
  const keeper = lineKeeper(platform, intake, (environmentIds) => arrivals.add(environmentIds))
  const keep = async () => {
    await keeper.run()
    await arrivals.tell()
  }
  return {
    name: 'logs',
    codes: [logsCodes],
    events: logEvents,
    permissions: [
      { name: READ_LINES, allows: 'Read the log lines of applications, with everything that stands in them.' },
      { name: WRITE_SEARCHES, allows: 'Save searches of log lines, for oneself and for the team.' },
    ],
    personal: searchesPersonal,
    retention: searchesRetention,
    contract: logsContract,
    handlers: logsHandlers({ platform, book, intake }),
    listeners: syslogListeners({ platform, book, intake }),
    routines: [{ name: 'logs.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: keep }],
  }
}
