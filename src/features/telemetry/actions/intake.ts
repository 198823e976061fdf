/**
 * Where measurements come in: read, held against the limits, written to a segment, and only then acknowledged. Keeping them in
 * ClickHouse is the keeper's work, later and from the segment alone.
 */
import path from 'node:path'
import { Fault } from '#kit/fault.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { Segments, SegmentsRefused, type SegmentsOptions } from '#platform/segments/segments.ts'
import { telemetryCodes } from '../contract/codes.ts'
import { Batch } from '../domain/batch.ts'
import { KEEP_DAYS, SampleQuota, SAMPLES_PER_REQUEST_MAX } from '../domain/limits.ts'
import { encodeRecord } from '../domain/record.ts'
import type { Collection } from '../domain/series.ts'
import { SeriesBook, type KnownSeries, type SeriesCount } from '../domain/series-book.ts'
import { SLACK_BYTES, unpack, unpackedSize } from '../domain/snappy.ts'
import { takePoints, takeWriteRequest, type Refused, type Taken } from '../domain/take-samples.ts'
import { Tally, type Arrival, type Source } from '../domain/tally.ts'
import { seriesId } from '../store/series.ts'

const MIB = 1024 * 1024
/** What may wait on the disk of one node, and in what pieces. */
const SPOOL = {
  /** Some 80 million samples: hours of a busy installation without ClickHouse. */
  bytesMax: 2_048 * MIB,
  /** Some 700,000 samples, below the million rows that ClickHouse still takes as one block. */
  segmentBytesMax: 16 * MIB,
  /** PostgreSQL needs room to write when everything else is full. */
  freeBytesMin: 64 * MIB,
}
/** A request of 50,000 samples of as many series has some 12 MB. */
const UNPACKED_BYTES_MAX = 32 * MIB
const SPOOL_RETRY_SECONDS = 30

interface Environment {
  readonly bytes: Buffer
  readonly book: SeriesBook
  readonly quota: SampleQuota
}

export interface Receipt {
  readonly kept: number
  readonly refused: Refused
}

export class Intake {
  readonly tally = new Tally()
  readonly #clock: Platform['clock']
  readonly #spool: SegmentsOptions
  #segments: Promise<Segments> | undefined
  readonly #environments = new Map<string, Environment>()
  readonly #count: SeriesCount = { total: 0 }
  readonly #batch = new Batch()
  #unpacked = Buffer.allocUnsafeSlow(MIB)

  constructor({ config, clock }: Pick<Platform, 'config' | 'clock'>, spool: Omit<SegmentsOptions, 'folder'> = SPOOL) {
    this.#clock = clock
    this.#spool = { ...spool, folder: path.join(config.dataFolder, 'telemetry', 'segments') }
  }

  /** What waits to be kept; opened when first asked for. */
  segments(): Promise<Segments> {
    this.#segments ??= Segments.open(this.#spool).catch((error: unknown) => {
      this.#segments = undefined
      throw error
    })
    return this.#segments
  }

  /** Remote write 1.0, packed. Resolves when every sample that is not named in `refused` is on the disk. */
  async takeWriteRequest(source: Source, packed: Buffer): Promise<Receipt> {
    const arrival = { source, at: this.#clock.now(), bytes: packed.length }
    const environment = this.#environment(source.environmentId)
    const bytes = this.#unpack(packed)
    const taken: Taken =
      typeof bytes === 'string'
        ? { outcome: bytes }
        : takeWriteRequest({ batch: this.#batch, book: environment.book, now: arrival.at }, this.#unpacked, bytes)
    if (taken.outcome !== 'read') {
      this.tally.rejected(arrival, taken.outcome, 0)
      throw new Fault(telemetryCodes[taken.outcome], TOLD[taken.outcome])
    }
    this.#spend(arrival, environment)
    return { kept: await this.#write(arrival, environment, taken), refused: taken.refused }
  }

  /** What the program itself measured. */
  async takeCollection(collection: Collection): Promise<void> {
    const source = { environmentId: collection.environmentId, keyId: null, protocol: 'collector' as const }
    const arrival = { source, at: this.#clock.now(), bytes: 0 }
    const environment = this.#environment(collection.environmentId)
    const announce = takePoints({ batch: this.#batch, book: environment.book, now: arrival.at }, collection)
    await this.#write(arrival, environment, { announce, refused: {} })
  }

  /** Series that stopped make room for others. */
  forgetIdle(): void {
    const now = this.#clock.now()
    for (const [id, { book }] of this.#environments) {
      book.forgetIdle(now)
      if (book.size === 0) this.#environments.delete(id)
    }
  }

  #environment(id: string): Environment {
    const known = this.#environments.get(id)
    if (known) return known
    const book = new SeriesBook((identity) => seriesId(id, identity), this.#count)
    const made = { bytes: Buffer.from(id.replaceAll('-', ''), 'hex'), book, quota: new SampleQuota() }
    this.#environments.set(id, made)
    return made
  }

  /** Returns the bytes that are in the buffer, which the next request uses again: they are read before anything is waited for. */
  #unpack(packed: Buffer): number | 'malformed' | 'too_many_samples' {
    const size = unpackedSize(packed)
    if (size === undefined) return 'malformed'
    if (size.bytes > UNPACKED_BYTES_MAX) return 'too_many_samples'
    const needed = size.bytes + SLACK_BYTES
    if (needed > this.#unpacked.length) this.#unpacked = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#unpacked.length))
    return unpack(packed, size.dataAt, this.#unpacked, size.bytes) === 'done' ? size.bytes : 'malformed'
  }

  #spend(arrival: Arrival, { quota }: Environment): void {
    const retryAfterSeconds = quota.take(this.#batch.rows, arrival.at)
    if (retryAfterSeconds === 0) return
    this.tally.rejected(arrival, 'over_quota', this.#batch.rows)
    throw new Fault(telemetryCodes.over_quota, { retryAfterSeconds })
  }

  /** Returns the number of samples that are now on the disk. */
  async #write(arrival: Arrival, environment: Environment, read: { announce: readonly KnownSeries[]; refused: Refused }): Promise<number> {
    const { announce, refused } = read
    const rows = this.#batch.rows
    const record = rows === 0 ? undefined : this.#encode(environment, announce, arrival.at)
    try {
      if (record) await (await this.segments()).append(record)
    } catch (error) {
      for (const series of announce) series.announcedAt = undefined
      throw this.#toldRefusal(arrival, rows, error)
    }
    this.tally.kept(arrival, rows, refused)
    return rows
  }

  #encode(environment: Environment, announce: readonly KnownSeries[], now: Instant): Buffer {
    const announced = announce.map((series) => {
      series.announcedAt = now
      return { id: (BigInt(series.idHigh) << 32n) | BigInt(series.idLow), identity: environment.book.identityOf(series) }
    })
    const head = { environment: environment.bytes, keepDays: KEEP_DAYS, receivedSeconds: Math.floor(now / SECOND_MS) }
    return encodeRecord(head, this.#batch, announced)
  }

  #toldRefusal(arrival: Arrival, rows: number, error: unknown): unknown {
    if (!(error instanceof SegmentsRefused)) return error
    const outcome = error.reason === 'full' ? 'spool_full' : 'disk_full'
    this.tally.rejected(arrival, outcome, rows)
    return new Fault(telemetryCodes[outcome], { retryAfterSeconds: SPOOL_RETRY_SECONDS, cause: error })
  }
}

const TOLD = {
  malformed: { detail: 'The body is no WriteRequest of remote write 1.0, packed by Snappy in its block form. Nothing of it was kept.' },
  too_many_samples: {
    detail: `A request may hold at most ${SAMPLES_PER_REQUEST_MAX} samples and ${UNPACKED_BYTES_MAX} bytes unpacked. Nothing of it was kept.`,
  },
} as const
