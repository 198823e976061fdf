/**
 * The running program, started in the order in which things are needed and stopped in the opposite one: the data folder's lock,
 * the stores, and on them everything in running.ts.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config/config.ts'
import { openDataFolder } from '#platform/datafolder/open.ts'
import type { Logger } from '#platform/logger.ts'
import type { Running } from './running.ts'
import { launchStores } from './stores.ts'

export interface Server extends Running {
  /** Stops accepting, finishes what is under way, stops the stores last. Idempotent. */
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly config: Config
  readonly logger: Logger
  readonly clock?: Clock
  /** Told what is being done and when it is done, for people who wait. */
  readonly onStep?: (step: string) => void
  /** Ends a start that waits for a store elsewhere. */
  readonly signal?: AbortSignal
}

/** Rejects with a StartFault or a Fault that says in one sentence why, or as `signal` was aborted; then nothing is left running. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { config: wanted, logger, clock, onStep = () => {}, signal } = options
  const undo: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }
  try {
    const folder = await openDataFolder(wanted.dataFolder)
    undo.push(() => folder.close())
    const config = { ...wanted, dataFolder: folder.path }
    onStep('starting PostgreSQL and ClickHouse')
    const program = readProgram()
    program.catch(() => undefined) // Heard below, when the stores are up and can be stopped.
    const stores = await launchStores(config, folder.path, logger)
    undo.push(() => stores.stop())
    const { runOn } = await program
    const core = { config, stores, logger, ...(clock ? { clock } : {}) }
    const running = await runOn({ ...core, onStep, ...(signal ? { signal } : {}) }, (end) => undo.push(end))
    return { ...running, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Reads the rest of the program while the stores come up: that holds this process, so the stores are sent on their way first. */
async function readProgram() {
  await nextTurn()
  const { readAhead, runOn } = await import('./running.ts')
  readAhead()
  return { runOn }
}
