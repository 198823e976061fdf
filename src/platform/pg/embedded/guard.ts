/**
 * The guard: a small shell process that outlives us if need be. Its standard input is a pipe that only we hold; when we end in
 * any way, kill -9 included, it reads the end of the pipe and stops the postmaster. Each postmaster has its own.
 */
import type { ChildProcess } from 'node:child_process'
import type { Writable } from 'node:stream'
import { endOf } from '../../supervise/processes.ts'
import type { DatabaseHome } from './home.ts'

// INT is PostgreSQL's fast stop, which rolls back and writes a checkpoint; QUIT, after 20 s, leaves the rest to recovery.
const SCRIPT = `
trap '' TERM INT HUP
while read -r line; do :; done
kill -INT "$1" || exit 0
for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  sleep 1
  kill -0 "$1" || exit 0
done
kill -QUIT "$1"
`

/** Where no guard can be started at all, trying must not eat the processor. */
const REPLACE_AFTER_MS = 50

/** Watches over one postmaster. */
export interface Guard {
  pid(): number | undefined
  /** Lets the postmaster be; called once it has ended. */
  dismiss(): void
}

/** Stands guard over the postmaster; a guard that is killed is replaced. */
export function guardPostmaster(home: DatabaseHome, postmaster: number): Guard {
  let dismissed = false
  let guard = stand()

  function stand(): ChildProcess {
    const process = home.run('/bin/sh', ['-c', SCRIPT, 'pitcrew-guard', String(postmaster)], ['pipe', 'ignore', 'ignore'])
    process.unref()
    const pipe = process.stdin as Writable & { unref(): void }
    pipe.unref()
    pipe.on('error', () => {}) // The guard has gone; its end is dealt with below.
    void endOf(process).then(() => {
      setTimeout(() => {
        if (!dismissed) guard = stand()
      }, REPLACE_AFTER_MS).unref()
    })
    return process
  }

  return {
    pid: () => guard.pid,
    dismiss() {
      dismissed = true
      guard.kill('SIGKILL')
    },
  }
}
