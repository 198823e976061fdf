/**
 * Work that is done when something says so and, in case nobody says so, every so often: sealing, reactions, facts, due rows.
 *
 * A loop never runs twice at once; any number of wake-ups during a run cause one more run; between two runs lies a gap in which
 * wake-ups gather, so that a busy time costs batches instead of single steps. A failed run is logged and tried again at the next
 * turn. The loop does not know what it runs and keeps nothing about it.
 */
import { AsyncResource } from 'node:async_hooks'
import { isUnavailable } from './pg/failures.ts'
import type { Logger } from './logger.ts'

/** One run's view of its loop. */
export interface Turn {
  /** True once the loop is asked to end: a run of many steps ends after the current one. */
  stopping(): boolean
}

export interface LoopOptions {
  readonly name: string
  /** Longest time without a run; Infinity for a loop that only runs when woken. */
  readonly everyMs: number
  /** Shortest time from the end of a run to the start of the next, and from a wake-up to a run. */
  readonly gapMs: number
  readonly run: (turn: Turn) => Promise<void>
  readonly logger: Logger
}

export interface Loop {
  start(): void
  /** Asks for a run soon; cheap, may be called any number of times. Does nothing before `start`. */
  wake(): void
  /** Runs at once, or after the run that is under way; rejects with what the run threw. Works without `start`. */
  now(): Promise<void>
  /** Resolves when the run that is under way has ended; none follows by itself. */
  stop(): Promise<void>
}

/** After a failure wake-ups wait as long as this, so that a store that is away is not asked at every commit. */
const AFTER_FAILURE_MS = 1_000

/** Does nothing before `start`, except on `now`. */
export function openLoop(options: LoopOptions): Loop {
  return new OpenedLoop(options)
}

class OpenedLoop implements Loop, Turn {
  readonly #options: LoopOptions
  readonly #outside = new AsyncResource('pitcrew.loop')
  #state: 'new' | 'started' | 'stopping' = 'new'
  #timer: NodeJS.Timeout | undefined
  #timerAtMs = Infinity
  #running: Promise<void> | undefined
  #woken = false
  #failing: string | undefined

  constructor(options: LoopOptions) {
    this.#options = options
  }

  start(): void {
    this.#state = 'started'
    this.#plan(0)
  }

  wake(): void {
    this.#woken = true
    if (!this.#running && !this.#failing) this.#plan(this.#options.gapMs)
  }

  async now(): Promise<void> {
    while (this.#running) await this.#running.catch(() => undefined)
    await this.#run()
  }

  async stop(): Promise<void> {
    this.#state = 'stopping'
    clearTimeout(this.#timer)
    this.#timerAtMs = Infinity
    await this.#running?.catch(() => undefined)
  }

  stopping(): boolean {
    return this.#state === 'stopping'
  }

  #plan(inMs: number): void {
    const atMs = performance.now() + inMs
    if (this.#state !== 'started' || atMs >= this.#timerAtMs) return
    clearTimeout(this.#timer)
    this.#timerAtMs = atMs
    // A wake-up comes from a request; the run must not pass for a part of it.
    this.#timer = setTimeout(() => this.#outside.runInAsyncScope(() => void this.#turn()), inMs)
  }

  async #turn(): Promise<void> {
    this.#timerAtMs = Infinity
    const { name, logger, everyMs } = this.#options
    try {
      await this.now()
      if (this.#failing) logger.info({ loop: name }, 'works again')
      this.#failing = undefined
      this.#plan(everyMs)
    } catch (error) {
      this.#tellOnce(error)
      this.#plan(AFTER_FAILURE_MS)
    }
  }

  /** An outage is told when it begins and when it ends, not every second. */
  #tellOnce(error: unknown): void {
    const { name, logger } = this.#options
    const text = String(error)
    if (text === this.#failing) return
    this.#failing = text
    const fields = { err: error, loop: name }
    if (isUnavailable(error)) logger.warn(fields, 'a store is away; trying again each second')
    else logger.error(fields, 'a run failed; trying again each second')
  }

  async #run(): Promise<void> {
    this.#woken = false
    const running = this.#options.run(this)
    this.#running = running
    try {
      await running
    } finally {
      this.#running = undefined
      if (this.#woken) this.#plan(this.#options.gapMs)
    }
  }
}
