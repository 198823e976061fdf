/**
 * The embedded ClickHouse: chdb in a supervised child process that speaks ClickHouse's HTTP interface on a unix socket, so that
 * the same stock client serves it and a cluster. Its files lie in `<data folder>/clickhouse`.
 *
 * The caller holds the lock of the data folder (platform/datafolder). Needs a CPU with AVX2, and glibc or macOS.
 */
import fs from 'node:fs'
import path from 'node:path'
import type { Logger } from '../../logger.ts'
import { socketFolder, socketFolderPath } from '../../socket-path.ts'
import { supervise, type StoreState, type Timing } from '../../supervise/supervise.ts'
import { startChildProcess } from './child-process.ts'
import { configXml, memoryCapBytes } from './settings.ts'

export interface EmbeddedClickHouseOptions {
  /** Must exist. */
  readonly dataFolder: string
  readonly logger: Logger
  readonly onState?: (state: StoreState) => void
  /** For tests that cannot wait for the back-off between restarts. */
  readonly timing?: Timing
}

export interface EmbeddedClickHouse {
  /** The unix socket; stays the same over restarts. */
  readonly socketPath: string
  /** Empty while it is away. */
  processIds(): number[]
  state(): StoreState
  /** Resolves when no process is left. */
  stop(): Promise<void>
}

/** Statements that run at the same time: an insert, live figures and two people's queries. */
const CONNECTIONS = 4
const SOCKET = 'clickhouse.sock'

/** Resolves when the engine answers; rejects with a StartFault when it cannot start. */
export async function startEmbeddedClickHouse(options: EmbeddedClickHouseOptions): Promise<EmbeddedClickHouse> {
  const wanted = path.join(options.dataFolder, 'clickhouse')
  fs.mkdirSync(wanted, { recursive: true, mode: 0o700 })
  const folder = fs.realpathSync(wanted)
  const memoryBytes = memoryCapBytes()
  fs.writeFileSync(path.join(folder, 'config.xml'), configXml(path.join(folder, 'backups'), memoryBytes), { mode: 0o600 })
  const socketPath = path.join(socketFolder(folder, SOCKET), SOCKET)
  const child = { socketPath, memoryBytes, connections: CONNECTIONS }
  const supervised = await supervise({
    name: 'ClickHouse',
    start: (signal) => startChildProcess({ folder, child, logger: options.logger }, signal),
    logger: options.logger,
    onState: options.onState,
    timing: options.timing,
  })
  return {
    socketPath,
    processIds: () => supervised.current()?.processIds() ?? [],
    state: () => supervised.state(),
    stop: () => supervised.stop(),
  }
}

/** Whether an engine has ever been started in this data folder. */
export function hasClickHouse(dataFolder: string): boolean {
  return fs.existsSync(path.join(dataFolder, 'clickhouse'))
}

/** The unix socket of an engine that has been started in this data folder; nobody may be listening there. */
export function runningClickHouse(dataFolder: string): string {
  const folder = fs.realpathSync(path.join(dataFolder, 'clickhouse'))
  return path.join(socketFolderPath(folder, SOCKET), SOCKET)
}
