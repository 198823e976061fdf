/**
 * Makes sure that statements end: when nobody waits for them any more, and when they run past their limit. The engine gives no
 * handle on a running statement, so each carries a comment by which KILL QUERY finds it.
 *
 * While a killed statement is ending, nobody may look at the list of running ones, as KILL QUERY itself does: the engine (26.7)
 * then sometimes never lets it end, and neither a second kill nor its time limit helps. So one statement is ended after the
 * other, and one that does not end takes the process with it, which loses nothing: the supervisor starts a fresh one.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Session } from 'chdb'
import { quoteText } from '../quote.ts'

/** A statement that is only just beginning is not on the list yet. */
const LOOK_AGAIN_MS = 20
/** A killed statement ends within about 130 ms, on a busy machine within a second. */
const END_TIMEOUT_MS = 5_000

/** When a statement has to end early. */
export interface EndOptions {
  /** Nobody waits for the answer once it aborts. */
  readonly signal: AbortSignal
  /** It has run too long after this. */
  readonly overdueMs: number
}

/** Watches all statements of an engine. */
export class Watch {
  readonly #control: Session
  #ending: Promise<void> = Promise.resolve()

  /** `control` is a connection that no statement holds up. */
  constructor(control: Session) {
    this.#control = control
  }

  /** Runs a statement that begins with the mark it is given. */
  async over<T>({ signal, overdueMs }: EndOptions, run: (mark: string) => Promise<T>): Promise<T> {
    const statement = { mark: `/*q:${randomUUID()}*/`, isRunning: true }
    const end = () => {
      this.#ending = this.#ending.then(() => this.#end(statement))
    }
    const overdue = setTimeout(end, overdueMs)
    signal.addEventListener('abort', end, { once: true })
    try {
      return await run(statement.mark)
    } finally {
      statement.isRunning = false
      signal.removeEventListener('abort', end)
      clearTimeout(overdue)
    }
  }

  async #end(statement: { readonly mark: string; readonly isRunning: boolean }): Promise<void> {
    const deadlineMs = performance.now() + END_TIMEOUT_MS
    let isKilled = false
    while (statement.isRunning) {
      if (!isKilled) isKilled = await this.#kill(statement.mark)
      if (performance.now() > deadlineMs) {
        process.stderr.write('A statement did not end; starting anew.\n')
        process.kill(process.pid, 'SIGKILL')
      }
      await sleep(LOOK_AGAIN_MS)
    }
  }

  /** False when no such statement was on the list. */
  async #kill(mark: string): Promise<boolean> {
    const killed = await this.#control.queryAsync(`kill query where startsWith(query, ${quoteText(mark)}) async`)
    return killed.bytes().length > 0
  }
}
