/**
 * Buffers samples and writes them in blocks. While ClickHouse is away they wait here, up to a bound; the block that was being
 * sent is sent again with its token, so it is stored once whether or not the first try arrived. A crash loses what waits: at
 * most one second of figures while the store is there.
 */
import { uuidv7 } from 'uuidv7'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { ANNOUNCE_EVERY_MS, seriesKey, type Collection, type Point } from '../domain/series.ts'
import { insertSamples, type SampleRow } from '../store/samples.ts'
import { insertSeries, seriesId, type SeriesRow } from '../store/series.ts'

/**
 * Samples that wait while the store is away, some 150 bytes each: an hour of a host's own figures (20 every 5 s), 2 MB. The
 * oldest go first, since what happens now is what somebody looks for when the store is back.
 */
export const SAMPLES_WAITING_MAX = 15_000
/** Samples sent in one block; what gathered during a long absence goes in several. */
const BLOCK_SAMPLES_MAX = 5_000
/** Series remembered as announced; beyond this all are announced again. */
const ANNOUNCED_MAX = 10_000
/** A block that the store refuses this often, though it is there, is our mistake and must not hold up the others. */
const REFUSALS_MAX = 3

interface Block {
  readonly token: string
  readonly samples: readonly SampleRow[]
  refusals: number
}

interface Known {
  readonly row: SeriesRow
  announcedAt: Instant | undefined
  /** Whether samples came since the announcement. */
  isMeasured: boolean
}

export class SampleWriter {
  readonly #platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger'>
  readonly #samples
  readonly #known = new Map<string, Known>()
  #waiting: SampleRow[] = []
  #block: Block | undefined
  #droppedInRow = 0

  constructor(platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger' | 'metrics'>) {
    this.#platform = platform
    const help = 'Samples by what became of them: written, dropped (oldest first, while the store was away), refused by the store.'
    this.#samples = platform.metrics.counter('pitcrew_samples_total', help, ['outcome'])
  }

  /** Takes the points of a collection; never waits. */
  take({ environmentId, at, points }: Collection): void {
    for (const point of points) {
      const series = this.#seriesOf(environmentId, point)
      series.isMeasured = true
      this.#waiting.push({ environmentId, metric: point.metric, series: series.row.id, at, value: point.value })
    }
    const excess = this.#waiting.length - SAMPLES_WAITING_MAX
    if (excess > 0) this.#drop(excess)
  }

  /** Writes what waits. While the store is away it returns quietly and everything stays; the next call tries again. */
  async flush(): Promise<void> {
    for (;;) {
      this.#block ??= this.#nextBlock()
      if (!this.#block || !(await this.#send(this.#block))) return
      this.#block = undefined
    }
  }

  #nextBlock(): Block | undefined {
    if (this.#waiting.length === 0) return undefined
    return { token: `samples:${uuidv7()}`, samples: this.#waiting.splice(0, BLOCK_SAMPLES_MAX), refusals: 0 }
  }

  /** Whether the block is done with: written, or given up. */
  async #send(block: Block): Promise<boolean> {
    try {
      await this.#announce()
      await insertSamples(this.#platform.clickhouse, block.samples, block.token)
    } catch (error) {
      if (error instanceof Fault && error.code === common.store_unavailable) return false
      return this.#isRefused(block, error)
    }
    this.#samples.inc({ outcome: 'written' }, block.samples.length)
    if (this.#droppedInRow > 0) this.#platform.logger.warn({ samples: this.#droppedInRow }, 'figures were lost while ClickHouse was away')
    this.#droppedInRow = 0
    return true
  }

  #isRefused(block: Block, error: unknown): boolean {
    block.refusals += 1
    if (block.refusals < REFUSALS_MAX) throw error
    this.#platform.logger.error({ err: error, samples: block.samples.length }, 'ClickHouse refuses a block of figures; it is dropped')
    this.#samples.inc({ outcome: 'refused' }, block.samples.length)
    return true
  }

  #drop(count: number): void {
    if (this.#droppedInRow === 0)
      this.#platform.logger.warn({}, 'ClickHouse is away and the buffer is full: the oldest figures are dropped')
    this.#waiting.splice(0, count)
    this.#droppedInRow += count
    this.#samples.inc({ outcome: 'dropped' }, count)
  }

  #seriesOf(environmentId: string, { metric, labels }: Point): Known {
    const key = seriesKey(environmentId, metric, labels)
    const known = this.#known.get(key)
    if (known) return known
    if (this.#known.size >= ANNOUNCED_MAX) this.#known.clear()
    const row = { environmentId, metric, labels, id: seriesId(environmentId, metric, labels) }
    const made: Known = { row, announcedAt: undefined, isMeasured: true }
    this.#known.set(key, made)
    return made
  }

  /** Before the samples, so that no sample is without its labels. */
  async #announce(): Promise<void> {
    const now = this.#platform.clock.now()
    const due = [...this.#known.values()].filter(
      ({ isMeasured, announcedAt }) => isMeasured && (announcedAt ?? 0) + ANNOUNCE_EVERY_MS <= now,
    )
    if (due.length === 0) return
    await insertSeries(
      this.#platform.clickhouse,
      due.map(({ row }) => row),
      now,
    )
    for (const known of due) {
      known.announcedAt = now
      known.isMeasured = false
    }
  }
}
