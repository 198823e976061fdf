/** What logs contribute to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { KEEP_EVERY_MS } from '#platform/segments/segment-keeper.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { lineKeeper } from './actions/line-keeper.ts'
import { syslogListeners } from './actions/syslog-listeners.ts'
import { logsCodes } from './contract/codes.ts'
import { logsContract } from './contract/contract.ts'
import { logsHandlers } from './http/handlers.ts'
import { lineIntakeOf } from './public.ts'

export const logsModule: ModuleFactory = (platform) => {
  const intake = lineIntakeOf(platform)
  const book = keyBookOf(platform)
  const keeper = lineKeeper(platform, intake)
  return {
    name: 'logs',
    codes: [logsCodes],
    contract: logsContract,
    handlers: logsHandlers({ book, intake }),
    listeners: syslogListeners({ platform, book, intake }),
    routines: [{ name: 'logs.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: async () => void (await keeper.run()) }],
  }
}
