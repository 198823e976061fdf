/** The built program on a data folder of its own, started as a user would start it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { freePort } from '#test/support/free-port.ts'

/** A first start makes both stores and, in a fresh checkout, installs and builds before. */
const READY_TIMEOUT_MS = 180_000
const STOP_TIMEOUT_MS = 30_000
const LINK_TIMEOUT_MS = 5_000
/** Fine enough to tell 10 ms, coarse enough not to take part in what is measured. */
const POLL_MS = 5
const OUTPUT_CHARS_MAX = 20_000

export interface Running {
  readonly child: ChildProcess
  readonly url: string
  /** From the start of the process to the first 200 of /health/ready. */
  readonly readyAfterMs: number
  /** What it printed so far, both streams. */
  output(): string
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

/** An empty data folder that is removed by `remove`. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'pitcrew-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts `npm start`'s program and waits until it is ready. Throws with its output when it ends or does not become ready. */
export async function start(folder: string): Promise<Running> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const startedMs = performance.now()
  const child = spawn(process.execPath, ['bin/start.mjs'], {
    env: { ...process.env, PITCREW_DATA: folder, PORT: String(port), LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-OUTPUT_CHARS_MAX)))
  while (!(await isReady(url))) {
    const isLate = performance.now() - startedMs > READY_TIMEOUT_MS
    if (child.exitCode !== null || isLate) {
      child.kill('SIGKILL')
      throw new Error(`the program did not become ready:\n${output}`)
    }
    await pause(POLL_MS)
  }
  return { child, url, readyAfterMs: performance.now() - startedMs, output: () => output, stop: () => stop(child) }
}

/** Does what the first visitor does, so that Pitcrew has an application of its own to watch. */
export async function setUp(running: Running): Promise<void> {
  const token = await offeredToken(running)
  const answer = await request(`${running.url}/api/pitcrew/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: running.url },
    body: JSON.stringify({
      token,
      owner: { name: 'Olivia Owens', email: 'olivia.owens@example.org', password: 'nine grey boats at anchor' },
      organisation: { name: 'Northwind Support', zone: 'Europe/Berlin' },
    }),
  })
  const words = await answer.body.text()
  if (answer.statusCode !== 201) throw new Error(`set-up was refused: ${answer.statusCode} ${words}`)
}

/** The link is printed once the program is ready, so a moment after we have seen that it is. */
async function offeredToken(running: Running): Promise<string> {
  const lateMs = performance.now() + LINK_TIMEOUT_MS
  for (;;) {
    const token = /\/setup#([0-9a-f]{48})/.exec(running.output())?.[1]
    if (token !== undefined) return token
    if (performance.now() > lateMs) throw new Error(`no set-up link was printed:\n${running.output()}`)
    await pause(POLL_MS)
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await request(`${url}/health/ready`)
    await answer.body.dump()
    return answer.statusCode === 200
  } catch {
    return false // nobody listens yet
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(STOP_TIMEOUT_MS) })
  child.kill('SIGTERM')
  await ended
}
