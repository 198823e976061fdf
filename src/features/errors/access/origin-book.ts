/** From which pages errors of an environment are taken; remembered for some seconds, so that a busy page costs no statement each time. */
import { common, Fault } from '#kit/fault.ts'
import { later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { ANY_ORIGIN } from '../domain/origins.ts'
import { findOrigins } from '../store/origins.ts'

const REMEMBER_MS = 5 * SECOND_MS
/** Beyond it all are looked up again. */
const REMEMBERED_MAX = 10_000

export class OriginBook {
  readonly #platform: Pick<Platform, 'work' | 'clock'>
  readonly #remembered = new Map<string, { readonly origins: readonly string[]; readonly at: Instant }>()

  constructor(platform: Pick<Platform, 'work' | 'clock'>) {
    this.#platform = platform
  }

  /** Of an environment (UUID). While PostgreSQL is away, what was known last. */
  async find(environmentId: string): Promise<readonly string[]> {
    const at = this.#platform.clock.now()
    const known = this.#remembered.get(environmentId)
    if (known && at < later(known.at, REMEMBER_MS)) return known.origins
    try {
      const origins = (await this.#platform.work.read((tx) => findOrigins(tx, environmentId))) ?? [ANY_ORIGIN]
      if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear()
      this.#remembered.set(environmentId, { origins, at })
      return origins
    } catch (error) {
      if (known && error instanceof Fault && error.code === common.store_unavailable) return known.origins
      throw error
    }
  }

  /** Looks it up anew the next time. */
  forget(environmentId: string): void {
    this.#remembered.delete(environmentId)
  }
}
