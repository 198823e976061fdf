/** Debian's Redis for tests, unpacked and not installed: with a folder and a port of its own, killed with the test. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { findDebianProgram } from '../../tools/debian.mjs'
import { freePort } from './free-port.ts'
import { scratchFolder } from './scratch-folder.ts'
import { until } from './until.ts'

const also = ['redis-server', 'libjemalloc2', 'liblzf1', 'libatomic1']
/** `missing` says why there is none. */
export const redis = findDebianProgram('redis-tools', { program: 'usr/bin/redis-check-rdb', also })

const LIBRARIES = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu']
const PASSWORD = 'does everything'

export interface ForeignRedis {
  readonly port: number
  /** What its administrator is answered. */
  run(...words: readonly string[]): string
  stop(): Promise<void>
  start(): Promise<void>
}

export async function foreignRedis(settings: readonly string[] = []): Promise<ForeignRedis> {
  const folder = scratchFolder()
  const programs = redis.folder === undefined ? '/usr/bin' : path.join(redis.folder, 'usr/bin')
  const environment = { ...process.env, LD_LIBRARY_PATH: LIBRARIES.map((place) => path.join(redis.folder ?? '/', place)).join(':') }
  const port = await freePort()
  let child: ChildProcess | undefined
  const foreign: ForeignRedis = {
    port,
    run: (...words) =>
      execFileSync(path.join(programs, 'redis-cli'), ['--no-auth-warning', '-e', '-p', String(port), '-a', PASSWORD, ...words], {
        env: environment,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim(),
    async start() {
      const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--requirepass', PASSWORD]
      child = spawn(path.join(programs, 'redis-server'), [...own, ...settings], { env: environment, stdio: 'ignore' })
      // One that does not come up must not be left behind.
      await until(() => foreign.run('PING') === 'PONG', { what: 'Redis' }).catch(async (error: unknown) => {
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
