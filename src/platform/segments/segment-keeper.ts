/**
 * Keeps what waits in segments: reads a segment, hands its records to its store under the segment's name, and removes it. While
 * the store is away everything stays; a segment whose answer was lost is handed on again under the same name and stored once.
 */
import { common, Fault } from '#kit/fault.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Platform } from '../platform.ts'
import type { Segments } from './segments.ts'

/** How often segments are handed on: more often would cost the store a part for each, less often would let charts lag. */
export const KEEP_EVERY_MS = SECOND_MS
/** A segment that the store refuses this often, though it is there, is our mistake and must not hold up the others. */
const REFUSALS_MAX = 3

export interface Keeping<R> {
  /** What the segments hold, as a metric names it, such as `samples`. */
  readonly signal: string
  readonly open: () => Promise<Segments>
  /** Undefined for a record of a version that this program does not know. */
  readonly decode: (record: Buffer) => R | undefined
  /**
   * Stores the records of one segment; returns how many items they held. With the same token it stores them once however often it
   * is called. Throws `common.store_unavailable` while the store is away; whatever else it throws means that it refuses them.
   */
  readonly keep: (records: readonly R[], token: string) => Promise<number>
}

type KeeperNeeds = Pick<Platform, 'logger' | 'metrics'>

export class SegmentKeeper<R> {
  readonly #logger: KeeperNeeds['logger']
  readonly #keeping: Keeping<R>
  readonly #items
  readonly #spoolBytes
  readonly #refusals = new Map<string, number>()

  constructor({ logger, metrics }: KeeperNeeds, keeping: Keeping<R>) {
    this.#logger = logger
    this.#keeping = keeping
    const { signal } = keeping
    const help = 'Acknowledged items by what became of them: kept, or set aside (counted in records) because the store refuses them.'
    this.#items = metrics.counter(`pitcrew_${signal}_total`, help, ['outcome'])
    this.#spoolBytes = metrics.gauge(`pitcrew_${signal}_spool_bytes`, 'Acknowledged and not yet kept, on the disk of this node', [])
  }

  /** Keeps everything that was acknowledged before; whether it could, for the store may be away, and then the next call tries again. */
  async run(): Promise<boolean> {
    const segments = await this.#keeping.open()
    await segments.end()
    let isThrough = true
    for (const name of segments.ended()) if (isThrough) isThrough = await this.#keep(segments, name)
    this.#spoolBytes.set(segments.bytes)
    return isThrough
  }

  /** Whether the segment is done with: kept, or set aside. */
  async #keep(segments: Segments, name: string): Promise<boolean> {
    const { records, tornBytes } = await segments.read(name)
    if (tornBytes > 0) this.#logger.warn({ segment: name, tornBytes }, 'a segment ends in bytes that were never acknowledged')
    try {
      const items = await this.#keeping.keep(
        records.map((record) => this.#decoded(record)),
        `${this.#keeping.signal}:${name}`,
      )
      await segments.remove(name)
      this.#refusals.delete(name)
      this.#items.inc({ outcome: 'kept' }, items)
      return true
    } catch (error) {
      if (error instanceof Fault && error.code === common.store_unavailable) return false
      return this.#refused(segments, { name, records: records.length }, error)
    }
  }

  #decoded(record: Buffer): R {
    const decoded = this.#keeping.decode(record)
    if (decoded === undefined) throw new TypeError('a segment holds a record of a newer version of Pitcrew')
    return decoded
  }

  async #refused(segments: Segments, { name, records }: { name: string; records: number }, error: unknown): Promise<boolean> {
    const times = (this.#refusals.get(name) ?? 0) + 1
    this.#refusals.set(name, times)
    if (times < REFUSALS_MAX) throw error
    this.#refusals.delete(name)
    const file = await segments.setAside(name)
    this.#logger.error({ err: error, file, records }, 'the store refuses a segment; it is set aside and nothing of it is lost')
    this.#items.inc({ outcome: 'set_aside' }, records)
    return true
  }
}
