/**
 * Samples that were acknowledged and that nobody judged: when the process before ended, and in the moments of a start in which samples are
 * taken and nobody listens yet. They wait in telemetry's segments; once ClickHouse has those, the last minutes are judged again from where
 * the watches stood. Older ones wake nobody anyway.
 */
import { hearAgain, intakeOf } from '#features/telemetry/public.ts'
import { later } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { RuleBook } from '../access/rule-book.ts'
import { metricsOf } from '../domain/rule.ts'
import { LATE_AFTER_MS } from '../domain/watch.ts'
import type { Listening } from './listening.ts'

type Needs = Pick<Platform, 'clickhouse' | 'clock' | 'config'>

export class CatchingUp {
  readonly #platform: Needs
  readonly #book: RuleBook
  readonly #listening: Listening
  /** Segments that were there when this node began to listen. */
  #left: readonly string[] | undefined
  #isDone = false

  constructor(platform: Needs, book: RuleBook, listening: Listening) {
    this.#platform = platform
    this.#book = book
    this.#listening = listening
  }

  /** Does what is left to do as soon as it can be done. First called once this node listens. */
  async turn(): Promise<void> {
    if (this.#isDone) return
    const segments = await intakeOf(this.#platform).spool.open()
    if (this.#left === undefined) {
      await segments.end()
      this.#left = segments.ended()
    }
    const left = this.#left
    if (segments.ended().some((name) => left.includes(name))) return
    const since = later(this.#platform.clock.now(), -LATE_AFTER_MS)
    for (const [metric, environmentIds] of this.#judged())
      await hearAgain(this.#platform, { environmentIds, metric, since }, this.#listening)
    this.#isDone = true
  }

  /** Environments by the metrics of which single samples are judged there. */
  #judged(): ReadonlyMap<string, readonly string[]> {
    const judged = new Map<string, Set<string>>()
    for (const { environmentId, rules } of this.#book.places())
      for (const metric of rules.flatMap(({ source }) => metricsOf(source)))
        judged.set(metric, (judged.get(metric) ?? new Set()).add(environmentId))
    return new Map([...judged].map(([metric, environmentIds]) => [metric, [...environmentIds]]))
  }
}
