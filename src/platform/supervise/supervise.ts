/**
 * Keeps one child process alive: starts it, starts it again with back-off when it ends by itself, and stops it when told.
 * Knows nothing of what the child is. The first start is not repeated: when it fails, the operator should read why at once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../logger.ts'
import { backoffMs, HEALTHY_AFTER_MS } from './backoff.ts'

/** `restarting` lasts from the end of one incarnation until the next one answers. */
export type StoreState = 'running' | 'restarting' | 'stopped'

/** One life of the child. */
export interface Incarnation {
  /** Resolves when the process has ended for whatever reason, with words such as `signal SIGKILL` or `exit code 1`. */
  readonly ended: Promise<string>
  /** Ends it cleanly; resolves when the process is gone. Never throws. */
  stop(): Promise<void>
}

/** The passage of time, so that tests need not wait for it. */
export interface Timing {
  nowMs(): number
  /** Rejects when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export interface SuperviseOptions<I extends Incarnation> {
  /** As people know it: `PostgreSQL`. */
  readonly name: string
  /** Resolves when the child answers. Rejects, having cleaned up, when it cannot start or `signal` aborts. */
  readonly start: (signal: AbortSignal) => Promise<I>
  readonly logger: Logger
  readonly onState?: ((state: StoreState) => void) | undefined
  readonly timing?: Timing | undefined
}

export interface Supervised<I extends Incarnation> {
  /** Undefined while restarting and after the stop. */
  current(): I | undefined
  state(): StoreState
  /** Idempotent; also ends a start that is under way. */
  stop(): Promise<void>
}

/** Monotonic: a clock that is set back must not stretch a wait. */
export const realTiming: Timing = {
  nowMs: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
}

/** Starts the child and keeps it alive until `stop`. Rejects when the first start fails. */
export async function supervise<I extends Incarnation>(options: SuperviseOptions<I>): Promise<Supervised<I>> {
  const supervision = new Supervision(options)
  await supervision.begin()
  return supervision
}

class Supervision<I extends Incarnation> implements Supervised<I> {
  readonly #options: SuperviseOptions<I>
  readonly #timing: Timing
  readonly #stopping = new AbortController()
  #current: I | undefined
  #state: StoreState = 'restarting'
  #finished: Promise<void> = Promise.resolve()

  constructor(options: SuperviseOptions<I>) {
    this.#options = options
    this.#timing = options.timing ?? realTiming
  }

  async begin(): Promise<void> {
    const first = await this.#options.start(this.#stopping.signal)
    this.#enter('running', first)
    this.#finished = this.#keepAlive(first)
  }

  current(): I | undefined {
    return this.#current
  }

  state(): StoreState {
    return this.#state
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#current?.stop()
    await this.#finished
    this.#enter('stopped', undefined)
  }

  async #keepAlive(first: I): Promise<void> {
    let failures = 0
    for (let running: I | undefined = first; running !== undefined;) {
      const sinceMs = this.#timing.nowMs()
      const how = await running.ended
      if (this.#stopping.signal.aborted) return
      this.#enter('restarting', undefined)
      if (this.#timing.nowMs() - sinceMs >= HEALTHY_AFTER_MS) failures = 0
      this.#options.logger.warn(
        { how },
        `${this.#options.name} ended by itself (${how}); starting it again ${inWords(backoffMs(failures))}.`,
      )
      ;({ running, failures } = await this.#startAgain(failures))
    }
  }

  /** Tries until it runs or `stop` is called; in that case `running` is undefined. */
  async #startAgain(failuresBefore: number): Promise<{ running: I | undefined; failures: number }> {
    const { name, logger, start } = this.#options
    const signal = this.#stopping.signal
    const sinceMs = this.#timing.nowMs()
    for (let failures = failuresBefore; !signal.aborted; failures++) {
      const waited = await this.#timing.sleep(backoffMs(failures), signal).then(
        () => true,
        () => false,
      )
      if (!waited) break
      try {
        const running = await start(signal)
        if (signal.aborted) return await running.stop().then(() => ({ running: undefined, failures }))
        this.#enter('running', running)
        logger.info({ awayMs: Math.round(this.#timing.nowMs() - sinceMs) }, `${name} runs again.`)
        return { running, failures: failures + 1 }
      } catch (error) {
        if (signal.aborted) break
        logger.error({ err: error }, `${name} did not start; trying again ${inWords(backoffMs(failures + 1))}.`)
      }
    }
    return { running: undefined, failures: failuresBefore }
  }

  #enter(state: StoreState, current: I | undefined): void {
    this.#current = current
    if (this.#state === state) return
    this.#state = state
    this.#options.onState?.(state)
  }
}

function inWords(waitMs: number): string {
  return waitMs === 0 ? 'at once' : `in ${waitMs / 1000} s`
}
