/** What a child process says on its way: each line goes to our log, and the last few explain why it could not start. */
import readline from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

const KEPT_LINES = 5
/** The end of a process may be known before its last line; a process it leaves behind may keep the pipe open for ever. */
const LAST_LINE_TIMEOUT_MS = 1_000

export class LastWords {
  readonly #kept: string[] = []
  readonly #closed: Promise<void>

  /** `tell` gets each line, and returns what of it is worth keeping, if anything. */
  constructor(stream: Readable, tell: (line: string) => string | undefined) {
    const lines = readline.createInterface({ input: stream })
    lines.on('line', (line) => {
      const words = tell(line)
      if (words !== undefined) this.#kept.push(words)
      if (this.#kept.length > KEPT_LINES) this.#kept.shift()
    })
    this.#closed = new Promise((resolve) => lines.once('close', () => resolve()))
  }

  /** Call it after the process has ended. */
  async text(): Promise<string> {
    await Promise.race([this.#closed, sleep(LAST_LINE_TIMEOUT_MS, undefined, { ref: false })])
    return this.#kept.join(' ')
  }
}
