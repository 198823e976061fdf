/** Debian's MariaDB for tests, unpacked and not installed: with a folder and a port of its own, killed with the test. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createConnection, type Connection } from 'mysql2/promise'
import { findDebianProgram } from '../../tools/debian.mjs'
import { freePort } from './free-port.ts'
import { scratchFolder } from './scratch-folder.ts'
import { until } from './until.ts'

const also = ['mariadb-server', 'mariadb-common', 'libaio1', 'liburing2', 'libpcre2-8-0']
/** `missing` says why there is none. */
export const mariaDb = findDebianProgram('mariadb-server-core', { program: 'usr/sbin/mariadbd', also })

const LIBRARIES = ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'lib/aarch64-linux-gnu']
const SYSTEM_TABLES = ['mysql_system_tables.sql', 'mysql_performance_tables.sql', 'mysql_system_tables_data.sql']
const ADMIN = { user: 'admin', password: 'does everything' }

export interface ForeignMariaDb {
  readonly port: number
  /** Runs statements as its administrator, one after the other. */
  run(...statements: readonly string[]): Promise<void>
  /** A session of the administrator, in this database, that stays open. */
  session(database?: string): Promise<Connection>
  stop(): Promise<void>
  start(): Promise<void>
}

export async function foreignMariaDb(settings: readonly string[] = []): Promise<ForeignMariaDb> {
  const folder = scratchFolder()
  const root = mariaDb.folder ?? '/'
  const shared = path.join(root, 'usr/share/mysql')
  const environment = { ...process.env, LD_LIBRARY_PATH: LIBRARIES.map((place) => path.join(root, place)).join(':') }
  const common = ['--no-defaults', `--user=${process.getuid?.() === 0 ? 'root' : ''}`, `--datadir=${folder}`, `--lc-messages-dir=${shared}`]
  const tables = SYSTEM_TABLES.map((name) => readFileSync(path.join(shared, name), 'utf8')).join('\n')
  const input = `create database mysql;\nuse mysql;\n${tables}`
  execFileSync(mariaDb.path ?? '', [...common, '--bootstrap'], { env: environment, input, stdio: ['pipe', 'ignore', 'ignore'] })
  const first = path.join(folder, 'first.sql')
  writeFileSync(
    first,
    `create user if not exists '${ADMIN.user}'@'%' identified by '${ADMIN.password}';\ngrant all on *.* to '${ADMIN.user}'@'%' with grant option;`,
  )
  const port = await freePort()
  const own = [
    `--socket=${folder}/socket`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    `--init-file=${first}`,
    `--plugin-dir=${root}/usr/lib/mysql/plugin`,
  ]
  let child: ChildProcess | undefined
  const session = (database?: string) => createConnection({ host: '127.0.0.1', port, ...ADMIN, ...(database ? { database } : {}) })
  const foreign: ForeignMariaDb = {
    port,
    session,
    async run(...statements) {
      const connection = await session()
      for (const statement of statements) await connection.query(statement)
      await connection.end()
    },
    async start() {
      child = spawn(mariaDb.path ?? '', [...common, ...own, ...settings], { env: environment, stdio: 'ignore' })
      // One that does not come up must not be left behind.
      await until(() => foreign.run('select 1').then(() => true), { what: 'MariaDB' }).catch(async (error: unknown) => {
        await foreign.stop()
        throw error
      })
    },
    async stop() {
      const running = child
      child = undefined
      if (!running) return
      running.kill('SIGKILL')
      await once(running, 'exit')
    },
  }
  await foreign.start()
  return foreign
}
