/** One token bucket in items: as many as may come at once, refilled evenly. */
import { SECOND_MS, type Instant } from '#kit/time.ts'

export interface QuotaBounds {
  readonly perSecond: number
  readonly atOnce: number
}

export class Quota {
  readonly #perSecond: number
  readonly #atOnce: number
  #tokens: number
  #at: Instant | undefined

  constructor({ perSecond, atOnce }: QuotaBounds) {
    this.#perSecond = perSecond
    this.#atOnce = atOnce
    this.#tokens = atOnce
  }

  /** 0 when the items are within the quota, and then they count; otherwise the seconds until they would be. */
  take(items: number, now: Instant): number {
    const waitSeconds = this.wait(items, now)
    if (waitSeconds === 0) this.#tokens -= items
    return waitSeconds
  }

  /** The seconds until the items are within the quota; 0 when they are. They do not count. */
  wait(items: number, now: Instant): number {
    const elapsedMs = Math.max(0, now - (this.#at ?? now))
    this.#at = now
    this.#tokens = Math.min(this.#atOnce, this.#tokens + (elapsedMs * this.#perSecond) / SECOND_MS)
    return this.#tokens < items ? Math.ceil((items - this.#tokens) / this.#perSecond) : 0
  }
}

/** Environments whose quota is remembered; beyond it all begin anew, which lets a little more in. */
const ENVIRONMENTS_MAX = 10_000

/** What a request brings for an environment (UUID). */
export interface Wanted {
  readonly environmentId: string
  readonly items: number
}

/** A quota for each environment. */
export class Quotas {
  readonly #bounds: QuotaBounds
  readonly #quotas = new Map<string, Quota>()

  constructor(bounds: QuotaBounds) {
    this.#bounds = bounds
  }

  /** As `Quota.take`, of the environment (UUID). */
  take(environmentId: string, items: number, now: Instant): number {
    return this.#of(environmentId).take(items, now)
  }

  /** The same of several environments, each once: when one of them has to wait, none of the items count. */
  takeTogether(wanted: readonly Wanted[], now: Instant): number {
    const asked = wanted.map(({ environmentId, items }) => ({ quota: this.#of(environmentId), items }))
    const waitSeconds = Math.max(0, ...asked.map(({ quota, items }) => quota.wait(items, now)))
    if (waitSeconds === 0) for (const { quota, items } of asked) quota.take(items, now)
    return waitSeconds
  }

  #of(environmentId: string): Quota {
    const known = this.#quotas.get(environmentId)
    if (known) return known
    if (this.#quotas.size >= ENVIRONMENTS_MAX) this.#quotas.clear()
    const made = new Quota(this.#bounds)
    this.#quotas.set(environmentId, made)
    return made
  }
}
