/** One token bucket in items: as many as may come at once, refilled evenly. */
import { SECOND_MS, type Instant } from '#kit/time.ts'

export class Quota {
  readonly #perSecond: number
  readonly #atOnce: number
  #tokens: number
  #at: Instant | undefined

  constructor({ perSecond, atOnce }: { readonly perSecond: number; readonly atOnce: number }) {
    this.#perSecond = perSecond
    this.#atOnce = atOnce
    this.#tokens = atOnce
  }

  /** 0 when the items are within the quota, and then they count; otherwise the seconds until they would be. */
  take(items: number, now: Instant): number {
    const elapsedMs = Math.max(0, now - (this.#at ?? now))
    this.#at = now
    this.#tokens = Math.min(this.#atOnce, this.#tokens + (elapsedMs * this.#perSecond) / SECOND_MS)
    if (this.#tokens < items) return Math.ceil((items - this.#tokens) / this.#perSecond)
    this.#tokens -= items
    return 0
  }
}
