/** How much one question may cost; each bound has its own reason. Evaluation takes turns with everything else this process does. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Fault } from '#kit/fault.ts'
import { promqlCodes } from '../../contract/codes.ts'

/** As many as a large environment has at once. */
export const SERIES_MAX = 100_000
/** 160 MB of times and values. */
export const SAMPLES_MAX = 10_000_000
/** Of all series at all steps of one part of an expression: 180 MB. */
export const POINTS_MAX = 20_000_000
/** Steps of a range, as Prometheus has it. */
export const STEPS_MAX = 11_000
/** Long enough to be worth a turn, short enough for a page not to notice. */
const TURN_MS = 12

export class Budget {
  readonly signal: AbortSignal
  readonly #untilMs: number
  readonly #timeoutMs: number
  #turnMs = performance.now()
  #samples = 0

  constructor({ signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number }) {
    this.signal = signal
    this.#timeoutMs = timeoutMs
    this.#untilMs = performance.now() + timeoutMs
  }

  /** What is left, at least a second for a statement that is asked now. */
  get leftMs(): number {
    return Math.ceil(Math.max(1_000, this.#untilMs - performance.now()))
  }

  /** Lets others have a turn when this one was long. Throws once nobody waits for the answer any more. */
  async breathe(): Promise<void> {
    const now = performance.now()
    if (now - this.#turnMs < TURN_MS) return
    await nextTurn()
    this.check()
    this.#turnMs = performance.now()
  }

  /** Throws once nobody waits for the answer any more. */
  check(): void {
    if (this.signal.aborted) throw new Fault(promqlCodes.canceled)
    if (performance.now() > this.#untilMs) {
      throw new Fault(promqlCodes.timed_out, { detail: `The expression was not evaluated within ${this.#timeoutMs / 1_000} s.` })
    }
  }

  takeSamples(count: number): void {
    this.#samples += count
    if (this.#samples <= SAMPLES_MAX) return
    throw new Fault(promqlCodes.too_many_samples, { detail: `One question may read at most ${SAMPLES_MAX} samples; this one needs more.` })
  }

  takePoints(series: number, steps: number): void {
    if (series * steps <= POINTS_MAX) return
    const detail = `${series} series at ${steps} steps are more than the ${POINTS_MAX} points that one part of an expression may have.`
    throw new Fault(promqlCodes.too_many_points, { detail })
  }
}

/** What cannot be evaluated, in Prometheus's words. */
export function cannot(detail: string): Fault {
  return new Fault(promqlCodes.cannot_evaluate, { detail })
}
