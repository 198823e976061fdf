/** One life of the embedded ClickHouse: start the child process, wait until it answers, tell its end, stop it. */
import { fork, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import type { Readable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Logger } from '../../logger.ts'
import { StartFault } from '../../start-fault.ts'
import { LastWords } from '../../supervise/last-words.ts'
import { endOf, preferWhenOutOfMemory, processesIn, signalQuietly, untilGone } from '../../supervise/processes.ts'
import type { Incarnation } from '../../supervise/supervise.ts'

/** Handed to the child as its only argument. */
export interface ChildOptions {
  readonly socketPath: string
  readonly memoryBytes: number
  readonly connections: number
}

/** One life of the engine. */
export interface ClickHouseProcess extends Incarnation {
  /** Empty once it has ended. */
  processIds(): number[]
}

export interface ChildProcessOptions {
  /** Absolute, without links; becomes the child's working folder, by which a left-over one is recognised. */
  readonly folder: string
  readonly child: ChildOptions
  readonly logger: Logger
}

/** Opening 1 GB in 500 parts took 0.7 s; a hundred times that is still normal, more is not. */
const READY_TIMEOUT_MS = 120_000
/** The child ends itself after 3 s; this is for one that cannot. */
const STOP_TIMEOUT_MS = 5_000
/** Ended before the server and the database when memory runs out: its data is whole and it is back within a second. */
const OUT_OF_MEMORY_SCORE = 300

/** Resolves when the engine answers. */
export async function startChildProcess(options: ChildProcessOptions, signal: AbortSignal): Promise<ClickHouseProcess> {
  await endLeftOver(options.folder)
  const child = forkChild(options)
  const lastWords = relay(child.stderr as Readable, options.logger)
  const ended = endOf(child)
  if (child.pid !== undefined) preferWhenOutOfMemory(child.pid, OUT_OF_MEMORY_SCORE)
  const running = {
    ended,
    processIds: () => (child.exitCode === null && child.signalCode === null && child.pid ? [child.pid] : []),
    stop: () => stop(child, ended),
  }
  try {
    await ready(child, ended, signal)
  } catch (cause) {
    await running.stop()
    throw new StartFault(`ClickHouse did not start: ${(cause as Error).message} ${await lastWords.text()}`, { cause })
  }
  return running
}

/** A child whose parent was killed ends within 3 s; there is nothing to wait for, since killing it loses nothing either. */
async function endLeftOver(folder: string): Promise<void> {
  const leftOver = processesIn(folder)
  for (const pid of leftOver) signalQuietly(pid, 'SIGKILL')
  if (!(await untilGone(leftOver, STOP_TIMEOUT_MS))) {
    throw new StartFault(`Another ClickHouse (process ${leftOver.join(', ')}) holds ${folder} and does not end: stop it.`)
  }
}

function forkChild({ folder, child }: ChildProcessOptions): ChildProcess {
  const { entry, execArgv } = childEntry()
  return fork(entry, [JSON.stringify(child)], {
    cwd: folder,
    execArgv: [...execArgv, '--max-old-space-size=256'],
    // Statements block one thread of this pool each; four more are for files.
    env: { ...process.env, UV_THREADPOOL_SIZE: String(child.connections + 1 + 4) },
    // Own session: Ctrl-C in a terminal reaches only us.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

/** The built program has its own bundle for the child beside the server's; sources run through tsx. */
export function childEntry(): { entry: string; execArgv: string[] } {
  const built = fileURLToPath(new URL('./clickhouse-child.cjs', import.meta.url))
  if (fs.existsSync(built)) return { entry: built, execArgv: [] }
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return { entry: fileURLToPath(new URL('./child.ts', import.meta.url)), execArgv: ['--import', tsx] }
}

async function ready(child: ChildProcess, ended: Promise<string>, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    void ended.then((how) => reject(new Error(`it ended (${how}).`)))
    signal.addEventListener('abort', () => reject(new Error('it was told to stop.')), { once: true })
    setTimeout(() => reject(new Error(`it did not answer after ${READY_TIMEOUT_MS / 1000} s.`)), READY_TIMEOUT_MS).unref()
  })
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM')
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await ended
  clearTimeout(hard)
}

/** The child is silent unless something is wrong. */
function relay(stderr: Readable, logger: Logger): LastWords {
  return new LastWords(stderr, (line) => {
    if (line.trim() === '') return undefined
    logger.warn({}, `ClickHouse: ${line}`)
    return line
  })
}
