/** What was acknowledged of one signal and waits on the disk of this node until ClickHouse has it. */
import path from 'node:path'
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import { Segments, SegmentsRefused, type SegmentsOptions } from '#platform/segments/segments.ts'
import { telemetryCodes } from '../contract/codes.ts'
import type { Arrival, Tally } from '../domain/tally.ts'

const MIB = 1024 * 1024
/** What may wait of one signal on the disk of one node, and in what pieces. */
export const SPOOL_BOUNDS = {
  /** Some 80 million samples: hours of a busy installation without ClickHouse. */
  bytesMax: 2_048 * MIB,
  /** Some 700,000 samples, below the million rows that ClickHouse still takes as one block. */
  segmentBytesMax: 16 * MIB,
  /** PostgreSQL needs room to write when everything else is full. */
  freeBytesMin: 64 * MIB,
}
const RETRY_SECONDS = 30

export type SpoolBounds = Omit<SegmentsOptions, 'folder'>

/** What a request brings for one environment. */
export interface Writing {
  readonly arrival: Arrival
  readonly items: number
  readonly record: Buffer
}

export class Spool {
  readonly #tally: Tally
  readonly #options: SegmentsOptions
  #segments: Promise<Segments> | undefined

  /** `folder` is the signal's own, inside the one of telemetry. */
  constructor({ config, tally }: Pick<Platform, 'config'> & { readonly tally: Tally }, folder: string, bounds: SpoolBounds = SPOOL_BOUNDS) {
    this.#tally = tally
    this.#options = { ...bounds, folder: path.join(config.dataFolder, 'telemetry', folder) }
  }

  /** Opened when first asked for. */
  open(): Promise<Segments> {
    this.#segments ??= Segments.open(this.#options).catch((error: unknown) => {
      this.#segments = undefined
      throw error
    })
    return this.#segments
  }

  /**
   * Resolves when the record of so many items is on the disk. Throws `spool_full` or `disk_full`, and then nothing of it is kept
   * and it is counted so.
   */
  write(arrival: Arrival, items: number, record: Buffer): Promise<void> {
    return this.writeTogether([{ arrival, items, record }])
  }

  /** The same of the records of one request, which are all kept or none. */
  async writeTogether(writings: readonly Writing[]): Promise<void> {
    try {
      await (await this.open()).appendTogether(writings.map(({ record }) => record))
    } catch (error) {
      if (!(error instanceof SegmentsRefused)) throw error
      const outcome = error.reason === 'full' ? 'spool_full' : 'disk_full'
      for (const { arrival, items } of writings) this.#tally.rejected(arrival, outcome, items)
      throw new Fault(telemetryCodes[outcome], { retryAfterSeconds: RETRY_SECONDS, cause: error })
    }
  }
}
