/**
 * The embedded PostgreSQL: a supervised child process with its files in `<data folder>/postgres`, reachable through a unix
 * socket only. It stands in for a server given by DATABASE_URL and is spoken to in the same way.
 *
 * The caller holds the lock of the data folder (platform/datafolder): nothing here keeps two programs apart.
 */
import fs from 'node:fs'
import path from 'node:path'
import type { Logger } from '../../logger.ts'
import { socketFolder, socketFolderPath } from '../../socket-path.ts'
import { StartFault } from '../../start-fault.ts'
import { supervise, type StoreState, type Timing } from '../../supervise/supervise.ts'
import type { PgConnection } from '../connection.ts'
import { findBinaries } from './binaries.ts'
import { DatabaseHome } from './home.ts'
import { CLUSTER_FOLDER, databasePassword, initialise, POSTGRES_USER } from './initialise.ts'
import { startPostmaster } from './postmaster.ts'
import { serverSettings } from './settings.ts'

export interface EmbeddedPostgresOptions {
  /** Must exist. */
  readonly dataFolder: string
  readonly logger: Logger
  /** Server settings by name, over our own. */
  readonly settings?: Readonly<Record<string, string>>
  readonly onState?: (state: StoreState) => void
  /** For tests that cannot wait for the back-off between restarts. */
  readonly timing?: Timing
}

export interface EmbeddedPostgres {
  /** Stays the same over restarts. */
  readonly connection: PgConnection
  /** All processes of the server including its guard; empty while it is away. */
  processIds(): number[]
  state(): StoreState
  /** Resolves when no process is left. */
  stop(): Promise<void>
}

const SOCKETS = 'run'
/** Part of the socket's name; nothing listens on a network. */
const PORT = 5432
/** The longest name that the server gives a file in that folder: the lock beside the socket. */
const SOCKET_LOCK = `.s.PGSQL.${PORT}.lock`

/** Resolves when the server accepts connections; rejects with a StartFault when it cannot start. The first start makes the files. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = new DatabaseHome(options.dataFolder)
  try {
    return await startIn(home, options)
  } catch (error) {
    home.close()
    throw error
  }
}

async function startIn(home: DatabaseHome, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = findBinaries(home.account, path.join(options.dataFolder, 'postgres', 'programs'))
  const password = await initialise(home, binaries, options.dataFolder)
  const host = socketFolder(path.join(home.folder, SOCKETS), SOCKET_LOCK, home.account.uid)
  home.give(host)
  const settings = serverSettings(home.seenFromInside(host), options.settings ?? {})
  const supervised = await supervise({
    name: 'PostgreSQL',
    start: (signal) =>
      startPostmaster({ home, binaries, settings, socketLock: path.join(host, SOCKET_LOCK), logger: options.logger }, signal),
    logger: options.logger,
    onState: options.onState,
    timing: options.timing,
  })
  return {
    connection: connectionAt(host, password),
    processIds: () => supervised.current()?.processIds() ?? [],
    state: () => supervised.state(),
    async stop() {
      await supervised.stop()
      home.close()
    },
  }
}

/** Whether there is a database in this data folder; an interrupted first start leaves none. */
export function hasPostgres(dataFolder: string): boolean {
  return fs.existsSync(path.join(dataFolder, 'postgres', CLUSTER_FOLDER))
}

/** How to reach a server that has been started in this data folder. Throws a StartFault when none has ever been started there. */
export function runningPostgres(dataFolder: string): PgConnection {
  const folder = path.join(dataFolder, 'postgres')
  if (!fs.existsSync(folder)) throw new StartFault(`No Pitcrew has been started with the data folder ${dataFolder} yet.`)
  const host = socketFolderPath(path.join(fs.realpathSync(folder), SOCKETS), SOCKET_LOCK)
  return connectionAt(host, databasePassword(dataFolder))
}

function connectionAt(host: string, password: string): PgConnection {
  return { host, port: PORT, user: POSTGRES_USER, password, database: 'postgres' }
}
