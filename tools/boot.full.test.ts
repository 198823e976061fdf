/**
 * The two promises of bin/: a fresh clone starts with one command, and an interruption does no harm. Runs in a copy of the
 * checkout at an awkward path, with packages from the registry, so it takes minutes.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '#test/support/until.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Packages come over the line; the builds and first starts of two at once share the processor. */
const PATIENT = { withinMs: 300_000 }

let clone: string

beforeAll(() => {
  clone = join(mkdtempSync(join(tmpdir(), 'boot-')), 'a fresh clone, späť')
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0')
  for (const file of files.filter((path) => path !== '' && existsSync(join(ROOT, path)))) cpSync(join(ROOT, file), join(clone, file))
})

afterAll(() => rmSync(join(clone, '..'), { recursive: true, force: true }))

test('a fresh clone that was killed while it installed starts as if nothing had been', async () => {
  const first = await start('one')
  await until(() => existsSync(join(clone, 'node_modules')), PATIENT)
  process.kill(-(first.child.pid ?? 0), 'SIGKILL')
  await first.ended
  const second = await start('one')
  await until(() => isReady(second), PATIENT)
  expect(second.output()).toContain('installing')
  expect(second.output()).toContain('building')
  expect(await stop(second)).toBe(0)
})

test('a second start installs and builds nothing, and needs no registry', async () => {
  const running = await start('one', { npm_config_registry: 'http://127.0.0.1:9', PATH: '' })
  await until(() => isReady(running), PATIENT)
  expect(running.output()).not.toMatch(/installing|building/)
  expect(await stop(running)).toBe(0)
})

test('of two starts at once after a change one builds, the other waits, and both serve', async () => {
  utimesSync(join(clone, 'src/app/main.ts'), 1, 1)
  const both = await Promise.all([start('one'), start('two')])
  await until(async () => (await Promise.all(both.map(isReady))).every(Boolean), PATIENT)
  expect(both.map(({ output }) => output().split('building').length - 1).toSorted((a, b) => a - b)).toEqual([0, 1])
  expect(await Promise.all(both.map(stop))).toEqual([0, 0])
})

interface Start {
  readonly child: ChildProcess
  readonly port: number
  readonly ended: Promise<unknown>
  /** What it printed so far, both streams. */
  readonly output: () => string
}

async function start(data: string, env: Record<string, string> = {}): Promise<Start> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(clone, 'bin/start.mjs')], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: String(port), PITCREW_DATA: join(clone, '..', data), ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { child, port, ended: once(child, 'exit'), output: () => output }
}

async function isReady({ child, port, output }: Start): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${output()}`)
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok
  } catch {
    return false // not listening yet
  }
}

async function stop({ child, ended }: Start): Promise<number | null> {
  child.kill('SIGTERM')
  await ended
  return child.exitCode
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return port
}
