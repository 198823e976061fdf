/** One life of the embedded server: start it, wait until it is ready, tell its end, stop it. */
import type { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../logger.ts'
import { StartFault } from '../../start-fault.ts'
import { LastWords } from '../../supervise/last-words.ts'
import { endOf, preferWhenOutOfMemory, processesIn, untilGone } from '../../supervise/processes.ts'
import type { Incarnation } from '../../supervise/supervise.ts'
import { guardPostmaster } from './guard.ts'
import type { DatabaseHome } from './home.ts'
import { CLUSTER_FOLDER } from './initialise.ts'
import { endLeftOver } from './leftover.ts'

export interface Postmaster extends Incarnation {
  /** The postmaster, its workers and its guard. */
  processIds(): number[]
}

/** The same for every life of the server. */
export interface PostmasterOptions {
  readonly home: DatabaseHome
  readonly binaries: string
  readonly settings: Readonly<Record<string, string>>
  /** Absolute path of the file that PostgreSQL locks its socket with. */
  readonly socketLock: string
  readonly logger: Logger
}

/** After a crash the server replays its log before it answers; ten minutes replay far more than max_wal_size. */
const READY_TIMEOUT_MS = 600_000
/** A fast stop only writes a checkpoint; one that takes longer is cut short, and the next start recovers. */
const STOP_TIMEOUT_MS = 20_000
const QUIT_TIMEOUT_MS = 5_000
/** Spared by the out-of-memory killer when we may ask for it: its end takes every connection along. */
const OUT_OF_MEMORY_SCORE = -500

/** Resolves when the server accepts connections. */
export async function startPostmaster(options: PostmasterOptions, signal: AbortSignal): Promise<Postmaster> {
  const { home, logger } = options
  const cluster = path.join(home.folder, CLUSTER_FOLDER)
  await endLeftOver(cluster)
  // It holds a process number. After a power cut, or in a copy, another process has that number, and PostgreSQL would not start.
  fs.rmSync(options.socketLock, { force: true })
  const args = Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = home.run(
    path.join(options.binaries, 'bin', 'postgres'),
    ['-D', `${home.inside}/${CLUSTER_FOLDER}`, ...args],
    ['ignore', 'ignore', 'pipe'],
  )
  const lastWords = relay(child.stderr as Readable, logger)
  const ended = endOf(child)
  if (child.pid === undefined) throw new StartFault(`PostgreSQL could not be started: ${await ended}.`)
  preferWhenOutOfMemory(child.pid, OUT_OF_MEMORY_SCORE)
  const guard = guardPostmaster(home, child.pid)
  void ended.then(() => guard.dismiss())
  const postmaster = {
    ended,
    processIds: () => [...processesOf(child, cluster), ...(guard.pid() === undefined ? [] : [guard.pid() as number])],
    stop: () => stop(child, ended),
  }
  try {
    await ready(cluster, child, ended, signal)
  } catch (cause) {
    await postmaster.stop()
    throw new StartFault(`PostgreSQL did not start: ${(cause as Error).message} ${await lastWords.text()}`, { cause })
  }
  return postmaster
}

function processesOf(child: ChildProcess, cluster: string): number[] {
  const pid = child.pid
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return []
  return [...new Set([pid, ...processesIn(cluster)])]
}

/** Line 8 of postmaster.pid says `ready` once the server accepts connections. */
async function ready(cluster: string, child: ChildProcess, ended: Promise<string>, signal: AbortSignal): Promise<void> {
  let how: string | undefined
  void ended.then((words) => (how = words))
  const deadlineMs = performance.now() + READY_TIMEOUT_MS
  const record = path.join(cluster, 'postmaster.pid')
  for (;;) {
    const lines = fs.existsSync(record) ? fs.readFileSync(record, 'utf8').split('\n') : []
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return
    if (how !== undefined) throw new Error(`it ended (${how}).`)
    if (performance.now() > deadlineMs) throw new Error(`it was not ready after ${READY_TIMEOUT_MS / 60_000} minutes.`)
    await sleep(10, undefined, { signal })
  }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  const pid = child.pid as number
  for (const [name, waitMs] of [
    ['SIGINT', STOP_TIMEOUT_MS],
    ['SIGQUIT', QUIT_TIMEOUT_MS],
  ] as const) {
    child.kill(name)
    if (await untilGone([pid], waitMs)) break
  }
  child.kill('SIGKILL')
  await ended
}

/** The server's lines go to our log; those that ended it, and those from before it can log, explain a failed start. */
function relay(stderr: Readable, logger: Logger): LastWords {
  return new LastWords(stderr, (line) => {
    // Before it has read its settings the server puts time and process number in front.
    const [, severity = '', message = line] = /^(?:[\d-]+ [\d:.]+ \w+ \[\d+\] )?([A-Z]+[0-9]?): +(.*)$/.exec(line) ?? []
    logger[levelOf(severity)]({ severity }, `PostgreSQL: ${message}`)
    return ['FATAL', 'PANIC', ''].includes(severity) ? message : undefined
  })
}

function levelOf(severity: string): 'debug' | 'warn' | 'error' {
  if (severity === 'PANIC') return 'error'
  // FATAL ends one connection only; the server itself tells of its own end.
  return severity === 'FATAL' || severity === 'ERROR' || severity === 'WARNING' ? 'warn' : 'debug'
}
