/** Series that said something and say nothing any more: for rules over single series, which nothing else would tell of it. */
import { lastSamples } from '#features/telemetry/public.ts'
import { later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { RuleBook } from '../access/rule-book.ts'
import { grouped } from '../domain/grouped.ts'
import { metricsOf } from '../domain/rule.ts'
import type { Watch, Watching } from './watching.ts'

const EVERY_MS = 5 * SECOND_MS
/** Series that are asked for at once; the rest follows with the next look. */
const ASKED_AT_ONCE = 5_000

export class MissingSamples {
  readonly #platform: Pick<Platform, 'clickhouse' | 'clock'>
  readonly #book: RuleBook
  readonly #watching: Watching
  #nextAt = 0 as Instant

  constructor(platform: Pick<Platform, 'clickhouse' | 'clock'>, book: RuleBook, watching: Watching) {
    this.#platform = platform
    this.#book = book
    this.#watching = watching
  }

  /** A node knows what came to it; whether another one has heard more is asked of the store. */
  async turn(): Promise<void> {
    const now = this.#platform.clock.now()
    if (now < this.#nextAt) return
    this.#nextAt = later(now, EVERY_MS)
    const late = this.#awaited().filter(({ seenAt, rule }) => seenAt !== null && now > later(seenAt, rule.condition.noDataAfterMs))
    const asked = late.slice(0, ASKED_AT_ONCE)
    for (const [environmentId, watches] of grouped(asked, ({ place }) => place.environmentId)) await this.#judge(environmentId, watches)
  }

  #awaited(): readonly Watch[] {
    const watched = [...this.#book.places()].flatMap((place) => {
      const judged = place.rules.filter(({ source }) => metricsOf(source).length > 0)
      return judged.flatMap((rule) => this.#watching.known(place, rule))
    })
    return watched.filter(({ isAwaited }) => isAwaited)
  }

  async #judge(environmentId: string, late: readonly Watch[]): Promise<void> {
    const metrics = [...new Set(late.flatMap(({ rule }) => metricsOf(rule.source)))]
    const series = [...new Set(late.map(({ target }) => BigInt(`0x${target}`)))]
    const since = Math.min(...late.map(({ seenAt }) => seenAt ?? 0)) as Instant
    const heard = await lastSamples(this.#platform.clickhouse, { environmentId, metrics, series, since })
    for (const watch of late) this.#say(watch, heard.get(BigInt(`0x${watch.target}`)))
  }

  #say(watch: Watch, heardAt: Instant | undefined): void {
    const { seenAt, rule } = watch
    const lastAt = Math.max(seenAt ?? 0, heardAt ?? 0) as Instant
    watch.seenAt = lastAt
    const missedAt = later(lastAt, rule.condition.noDataAfterMs)
    if (this.#platform.clock.now() <= missedAt) return
    watch.isAwaited = false
    this.#watching.see(watch, missedAt, { kind: 'no_data' })
  }
}
