/** Small questions about processes of this machine. */
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChildProcess } from 'node:child_process'

/** Resolves once the child has ended, with `exit code 1`, `signal SIGKILL` or the reason why it could not be started. */
export function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
  })
}

/** Whether a process has this number; one of another account counts too, one that has ended but was not yet reaped does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !isZombie(pid)
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return false // Gone meanwhile, or hidden from us: the answer of kill stands.
  }
}

/** Sends a signal to a process that may have ended meanwhile. */
export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Waits until none of the processes lives; false when one still does after `timeoutMs`. */
export async function untilGone(pids: readonly number[], timeoutMs: number): Promise<boolean> {
  const deadlineMs = performance.now() + timeoutMs
  while (pids.some(isAlive)) {
    if (performance.now() > deadlineMs) return false
    await sleep(10)
  }
  return true
}

/** Numbers of all processes whose working folder is `folder` (an absolute path without links). Linux only; elsewhere none. */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return []
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(Number(name)) === folder)
    .map(Number)
}

/** Undefined when the process is gone, belongs to somebody else, or this is not Linux. */
export function workingFolder(pid: number): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/**
 * Tells the kernel whom to end first when memory runs out (-1000 never … 1000 first). Raising is always allowed, lowering needs
 * a privilege; where it is refused, or the system has no such thing, the kernel's own choice stands.
 */
export function preferWhenOutOfMemory(pid: number, score: number): void {
  try {
    fs.writeFileSync(`/proc/${pid}/oom_score_adj`, String(score))
  } catch {
    // Said above: a wish, not a need.
  }
}
