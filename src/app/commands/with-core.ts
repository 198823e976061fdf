/**
 * Runs a command on the core. While a server has the data folder, the command goes to that server's stores through their
 * sockets; otherwise it takes the folder and starts them itself, quietly, and stops them when it is done.
 */
import { systemClock } from '#platform/clock.ts'
import { openDataFolder } from '#platform/datafolder/open.ts'
import { lockHolder } from '#platform/datafolder/lock.ts'
import { openLogger } from '#platform/logger/open.ts'
import { openCore, type Core } from '../core.ts'
import { runningStores, startStores } from '../stores.ts'
import { requireConfig } from './settings.ts'

export async function withCore(command: (core: Core) => Promise<void>, clock = systemClock): Promise<void> {
  const wanted = requireConfig()
  // A command prints its result; only what goes wrong below it is worth a log line.
  const logger = openLogger('warn', { pretty: true, destination: process.stderr })
  if ((await lockHolder(wanted.dataFolder)) !== undefined) {
    await onCore({ config: wanted, logger, clock, stores: runningStores(wanted) }, command)
    return
  }
  const folder = await openDataFolder(wanted.dataFolder)
  try {
    const config = { ...wanted, dataFolder: folder.path }
    const stores = await startStores(config, folder.path, logger)
    try {
      await onCore({ config, logger, clock, stores }, command)
    } finally {
      await stores.stop()
    }
  } finally {
    await folder.close()
  }
}

async function onCore(options: Parameters<typeof openCore>[0], command: (core: Core) => Promise<void>): Promise<void> {
  const core = await openCore(options)
  try {
    await command(core)
  } finally {
    await core.close()
  }
}
