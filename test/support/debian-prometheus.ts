/** Debian's Prometheus as a receiver of remote write, to compare Pitcrew with and to measure beside it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** On an empty folder, scraping nothing. The reason in words when there is none here. */
export async function startPrometheus(): Promise<Prometheus | { readonly missing: string }> {
  const program = findDebianProgram('prometheus')
  if (program.path === undefined) return { missing: program.missing ?? 'there is no Prometheus' }
  const folder = mkdtempSync(join(tmpdir(), 'pitcrew-prometheus-'))
  const address = `127.0.0.1:${await freePort()}`
  const configuration = join(folder, 'prometheus.yml')
  writeFileSync(configuration, 'global: {}\n')
  const options = [
    `--config.file=${configuration}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--web.enable-remote-write-receiver',
  ]
  const child = spawn(program.path, options, { stdio: 'ignore' })
  const stop = async () => {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
  for (const startedMs = performance.now(); !(await isReady(address));) {
    if (child.exitCode === null && performance.now() - startedMs < READY_TIMEOUT_MS) await pause(POLL_MS)
    else {
      await stop()
      throw new Error('Prometheus did not become ready')
    }
  }
  return { pid: child.pid ?? 0, url: `http://${address}`, writeUrl: `http://${address}/api/v1/write`, stop }
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
