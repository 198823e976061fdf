/** Debian's Prometheus as a receiver of remote write, to compare Pitcrew with and to measure beside it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { findDebianProgram } from '../../tools/debian.mjs'
import { freePort } from './free-port.ts'

const READY_TIMEOUT_MS = 30_000
const POLL_MS = 50

export interface Prometheus {
  readonly pid: number
  /** Where requests of remote write go. */
  readonly writeUrl: string
  /** Of its own pages and API. */
  readonly url: string
  stop(): Promise<void>
}

/** On an empty folder, scraping nothing unless the configuration says so. The reason in words when there is none here. */
export async function startPrometheus(said = 'global: {}\n'): Promise<Prometheus | { readonly missing: string }> {
  const program = findDebianProgram('prometheus')
  if (program.path === undefined) return { missing: program.missing ?? 'there is no Prometheus' }
  const folder = mkdtempSync(join(tmpdir(), 'pitcrew-prometheus-'))
  const address = `127.0.0.1:${await freePort()}`
  const configuration = join(folder, 'prometheus.yml')
  writeFileSync(configuration, said)
  const options = [
    `--config.file=${configuration}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--web.enable-remote-write-receiver',
  ]
  const daemon = await startDaemon({ path: program.path, options, address, folder })
  return { ...daemon, url: `http://${address}`, writeUrl: `http://${address}/api/v1/write` }
}

/** One of Prometheus's programs, once it says that it is ready. Its folder goes when it is stopped. */
export async function startDaemon(of: {
  readonly path: string
  readonly options: readonly string[]
  readonly address: string
  readonly folder: string
}): Promise<{ readonly pid: number; stop(): Promise<void> }> {
  const child = spawn(of.path, of.options, { stdio: 'ignore' })
  const stop = async () => {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
    rmSync(of.folder, { recursive: true, force: true })
  }
  for (const startedMs = performance.now(); !(await isReady(of.address));) {
    if (child.exitCode === null && performance.now() - startedMs < READY_TIMEOUT_MS) await pause(POLL_MS)
    else {
      await stop()
      throw new Error(`${basename(of.path)} did not become ready`)
    }
  }
  return { pid: child.pid ?? 0, stop }
}

async function isReady(address: string): Promise<boolean> {
  try {
    const answer = await request(`http://${address}/-/ready`)
    await answer.body.dump()
    return answer.statusCode === 200
  } catch {
    return false // nobody listens yet
  }
}
