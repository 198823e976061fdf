/**
 * The program as customers run it: what `npm start` and `pitcrew` execute, in a process of its own, with a data folder and a port
 * of its own. What a test starts is killed when its file is done.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { until } from './until.ts'
import { freePort } from './free-port.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const BUILT = fileURLToPath(new URL('../../bin/pitcrew.mjs', import.meta.url))
/** A first start makes both stores; on a machine that runs everything at once that takes its time. */
const START_WITHIN_MS = 180_000
/** The stores get 20 s to stop before they are cut short. */
const STOP_WITHIN_MS = 90_000
const COMMAND_WITHIN_MS = 180_000

/** Builds the program when its sources are newer; half a minute at most, and 50 ms when there is nothing to do. */
export function prepareProgram(): void {
  // The build is the customers', whatever the tests themselves run as.
  const { NODE_ENV: _own, ...env } = process.env
  execFileSync(process.execPath, ['bin/pitcrew.mjs', '--version'], { cwd: ROOT, env, stdio: 'ignore' })
}

/** Environment variables of the program; PITCREW_DATA is always among them. */
export type Settings = Readonly<Record<string, string>> & { readonly PITCREW_DATA: string }

export interface RunOptions {
  /** Written to its standard input, which is then closed. */
  readonly input?: string
  /** Runs as this account. */
  readonly account?: { readonly uid: number; readonly gid: number }
  readonly withinMs?: number
}

/** How a command ended and what it said. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `pitcrew` to its end, for example `pitcrew(['audit', 'verify'], { PITCREW_DATA: folder })`. */
export async function pitcrew(args: readonly string[], settings: Settings, options: RunOptions = {}): Promise<Ended> {
  const program = new Program(args, settings, options)
  program.process.stdin?.end(options.input ?? '')
  return program.ended(options.withinMs ?? COMMAND_WITHIN_MS)
}

/** A server that answers. */
export interface RunningServer extends Program {
  readonly url: string
  /** Link of the first visit; undefined once set-up is done. */
  readonly setupLink: string | undefined
}

/** Starts `pitcrew serve` and resolves when it is ready. `PORT` is a free one unless given. */
export async function startServer(settings: Settings): Promise<RunningServer> {
  const port = settings['PORT'] ?? String(await freePort())
  const program = new Program(['serve'], { ...settings, PORT: port })
  await until(() => program.isOver() || /Pitcrew is/.test(program.stdout), { withinMs: START_WITHIN_MS, what: 'the start of the server' })
  if (program.isOver()) throw new Error(`the server ended: ${program.stderr}${program.stdout}`)
  const setupLink = await until(
    () => /^ {4}(http\S+)$/m.exec(program.stdout)?.[1] ?? (/Pitcrew is at/.test(program.stdout) ? '' : undefined),
  )
  return Object.assign(program, { url: `http://127.0.0.1:${port}`, setupLink: setupLink === '' ? undefined : setupLink })
}

const started = new Set<ChildProcess>()
// Said while the file is read: from within a test or a hook it would not be heard.
afterAll(killStarted)
// A run that is broken off must not leave servers behind: `exit` is ours, `disconnect` the end of the process that runs the files.
for (const end of ['exit', 'disconnect'] as const) process.once(end, killStarted)

function killStarted(): void {
  for (const child of started) child.kill('SIGKILL')
}

/** One process of the program. */
export class Program {
  readonly process: ChildProcess
  stdout = ''
  stderr = ''
  readonly #ended: Promise<unknown>

  constructor(args: readonly string[], settings: Settings, { account }: Pick<RunOptions, 'account'> = {}) {
    this.process = spawn(process.execPath, [BUILT, ...args], { cwd: ROOT, env: environment(settings), stdio: 'pipe', ...account })
    started.add(this.process)
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text))
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text))
    // It may end without reading what is written to it.
    this.process.stdin?.on('error', () => {})
    this.#ended = once(this.process, 'close').then(() => started.delete(this.process))
  }

  get pid(): number {
    return this.process.pid ?? 0
  }

  isOver(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null
  }

  /** Resolves when the process is gone and everything it said has been read. */
  async ended(withinMs: number = STOP_WITHIN_MS): Promise<Ended> {
    let isLate = false
    const timer = setTimeout(() => (isLate = this.process.kill('SIGKILL')), withinMs)
    await this.#ended
    clearTimeout(timer)
    if (isLate) throw new Error(`the program did not end within ${withinMs} ms: ${this.stderr}${this.stdout}`)
    return { code: this.process.exitCode, stdout: this.stdout, stderr: this.stderr }
  }

  /** As Ctrl-C does. */
  stop(): Promise<Ended> {
    this.process.kill('SIGTERM')
    return this.ended()
  }

  /** As `kill -9` does. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL')
    await this.#ended
  }
}

/** Only what every machine has: a setting of the developer's own must not reach the program. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...settings }
}
