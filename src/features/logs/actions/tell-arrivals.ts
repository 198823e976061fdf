/** Tells who watches that there are new lines, so that their list reads them. */
import { z } from 'zod'
import { SECOND_MS } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { scopeOf } from '#core/catalog/public.ts'
import { LINES_TOPIC, linesMessage, READ_LINES } from '../contract/reading.ts'

/** Fast enough for eyes; more often, a busy installation would read its scopes and its lists for nothing. */
const TELL_EVERY_MS = 2 * SECOND_MS

export class Arrivals {
  readonly #platform: Pick<Platform, 'work' | 'live' | 'clock'>
  #waiting = new Set<string>()
  #toldAt = 0

  constructor(platform: Pick<Platform, 'work' | 'live' | 'clock'>) {
    this.#platform = platform
  }

  /** Environments (UUIDs) of which there are new lines; told with the next `tell` that is due. */
  add(environmentIds: readonly string[]): void {
    for (const id of environmentIds) this.#waiting.add(id)
  }

  /** One message for each environment, and none within two seconds of the last. */
  async tell(): Promise<void> {
    const { work, live, clock } = this.#platform
    const now = clock.now()
    if (this.#waiting.size === 0 || now - this.#toldAt < TELL_EVERY_MS) return
    this.#toldAt = now
    const told = this.#waiting
    this.#waiting = new Set()
    for (const environmentId of told) {
      const scope = await work.read((tx) => scopeOf(tx, { kind: 'environment', id: environmentId }))
      if (scope) live.tell({ topic: LINES_TOPIC, scope, permission: READ_LINES, data: z.encode(linesMessage, { environmentId }) })
    }
  }
}
