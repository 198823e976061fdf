/** The only place that reads the machine's clock. A decision reads it once and passes the instant on. */
import { instant, later, type Instant } from '#kit/time.ts'

export interface Clock {
  now(): Instant
}

/** The machine's clock, in UTC; it may step when the machine is told the time. */
export const systemClock: Clock = { now: () => instant(Date.now()) }

/** A clock for scenarios: stands still until told. */
export class SimulatedClock implements Clock {
  #now: Instant
  constructor(start: Instant) {
    this.#now = start
  }
  now(): Instant {
    return this.#now
  }
  advance(ms: number): void {
    this.#now = later(this.#now, ms)
  }
}
