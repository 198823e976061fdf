/** When the process stood still: what the prober's own turn, which should come at an even pace, tells by coming late. */

/** Milliseconds that never step; for lengths, not for times. */
export const monotonicMs = (): number => performance.now()

/** Longer than any look lasts, with its retries. */
const REMEMBER_MS = 120_000
/** Timers are late by this much on an idle machine. */
const USUAL_MS = 20

interface Stall {
  readonly fromMs: number
  readonly toMs: number
}

export class Stalls {
  readonly #everyMs: number
  readonly #stalls: Stall[] = []
  #lastMs: number | undefined

  /** `everyMs`: how often `note` is called while all is well. */
  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  note(nowMs: number): void {
    const dueMs = (this.#lastMs ?? nowMs) + this.#everyMs
    this.#lastMs = nowMs
    if (nowMs - dueMs > USUAL_MS) this.#stalls.push({ fromMs: dueMs, toMs: nowMs })
    while (this.#stalls.length > 0 && nowMs - (this.#stalls[0]?.toMs ?? nowMs) > REMEMBER_MS) this.#stalls.shift()
  }

  /** The longest that reaches into the time, with the one that may last until now. */
  longestMs(fromMs: number, toMs: number): number {
    const running = this.#lastMs === undefined ? [] : [{ fromMs: this.#lastMs + this.#everyMs, toMs }]
    const lengths = [...this.#stalls, ...running].map((stall) => Math.min(stall.toMs, toMs) - Math.max(stall.fromMs, fromMs))
    return Math.max(0, ...lengths.filter((length) => length > USUAL_MS))
  }
}
