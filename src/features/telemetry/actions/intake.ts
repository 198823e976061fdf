/**
 * Where measurements come in: read, held against the limits, written to a segment, and only then acknowledged. Keeping them in
 * ClickHouse is the keeper's work, later and from the segment alone.
 */
import { Fault } from '#kit/fault.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { telemetryCodes } from '../contract/codes.ts'
import { Batch } from '../domain/batch.ts'
import { heardOf, type Heard, type SampleListener } from '../domain/hearing.ts'
import { SAMPLE_QUOTA, SAMPLES_PER_REQUEST_MAX } from '../domain/limits.ts'
import { Quota } from '../domain/quota.ts'
import { encodeRecord, type TakeMemory } from '../domain/record.ts'
import { KEEP_DAYS } from '../domain/resolution.ts'
import type { Collection, Point } from '../domain/series.ts'
import { SeriesBook, type KnownSeries, type SeriesCount } from '../domain/series-book.ts'
import { Symbols } from '../domain/remote-write-2.ts'
import { SLACK_BYTES, unpack, unpackedSize } from '../domain/snappy.ts'
import { takePoints, takeRequest, takeWriteRequest, type Refused, type Taken } from '../domain/take-samples.ts'
import type { Arrival, Source, Tally } from '../domain/tally.ts'
import { seriesId } from '../store/series.ts'
import { RecordMemory } from './record-memory.ts'
import { Spool, type SpoolBounds } from './spool.ts'

const MIB = 1024 * 1024
/** A request of 50,000 samples of as many series has some 12 MB. */
const UNPACKED_BYTES_MAX = 32 * MIB

interface Environment {
  readonly id: string
  readonly bytes: Buffer
  readonly book: SeriesBook
  readonly quota: Quota
}

interface Writing {
  readonly environment: Environment
  readonly announce: readonly KnownSeries[]
  readonly now: Instant
  readonly memory: TakeMemory
}

export interface Receipt {
  readonly kept: number
  readonly refused: Refused
  /** Of points: the positions of those that were refused. */
  readonly refusedAt: readonly number[]
}

/** What another protocol brought. */
export interface PointsTaken {
  /** Of the body as it came. */
  readonly bytes: number
  readonly points: readonly Point[]
  /** What its reader has refused already. */
  readonly unfit?: Refused
}

export class Intake {
  readonly spool: Spool
  readonly tally: Tally
  readonly #clock: Platform['clock']
  readonly #environments = new Map<string, Environment>()
  readonly #count: SeriesCount = { total: 0 }
  readonly #batch = new Batch()
  readonly #memory = new RecordMemory()
  readonly #symbols = new Symbols()
  #unpacked = Buffer.allocUnsafeSlow(MIB)
  #listener: SampleListener | undefined
  #keepNow: (() => Promise<void>) | undefined

  constructor({ config, clock }: Pick<Platform, 'config' | 'clock'>, tally: Tally, bounds?: SpoolBounds) {
    this.spool = new Spool({ config, tally }, 'segments', bounds)
    this.tally = tally
    this.#clock = clock
  }

  /** From now on samples are handed to it as soon as they are acknowledged. */
  tell(listener: SampleListener): void {
    this.#listener = listener
  }

  /** Says how what was acknowledged is handed to ClickHouse. */
  keptBy(keep: () => Promise<void>): void {
    this.#keepNow = keep
  }

  /** Hands what was acknowledged to ClickHouse now and not within the second, for who has to read it at once. */
  async keepNow(): Promise<void> {
    await this.#keepNow?.()
  }

  /** Remote write in one of its versions, packed. Resolves when every sample that is not named in `refused` is on the disk. */
  async takeWriteRequest(source: Source, packed: Buffer, version: '1.0' | '2.0' = '1.0'): Promise<Receipt> {
    const arrival = { source, at: this.#clock.now(), bytes: packed.length }
    const environment = this.#environment(source.environmentId)
    const bytes = this.#unpack(packed)
    return this.#keep(
      arrival,
      environment,
      typeof bytes === 'string' ? { outcome: bytes } : this.#read(environment, arrival.at, bytes, version),
    )
  }

  /** Points whose series are spelt out. Resolves and refuses as `takeWriteRequest` does. */
  async takePoints(source: Source, { bytes, points, unfit = {} }: PointsTaken): Promise<Receipt> {
    const arrival = { source, at: this.#clock.now(), bytes }
    const environment = this.#environment(source.environmentId)
    const taken = takePoints({ batch: this.#batch, book: environment.book, now: arrival.at }, points)
    return this.#keep(arrival, environment, taken.outcome === 'read' ? { ...taken, refused: { ...taken.refused, ...unfit } } : taken)
  }

  /** What the program itself measured. */
  takeCollection({ environmentId, at, points }: Collection): Promise<Receipt> {
    const source = { environmentId, keyId: null, protocol: 'collector' as const }
    return this.takePoints(source, { bytes: 0, points: points.map((point) => ({ ...point, at })) })
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
    const made = { id, bytes: Buffer.from(id.replaceAll('-', ''), 'hex'), book, quota: new Quota(SAMPLE_QUOTA) }
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

  /** `end` is where what was unpacked ends. */
  #read({ book }: Environment, now: Instant, end: number, version: '1.0' | '2.0'): Taken {
    const taking = { batch: this.#batch, book, now }
    return version === '1.0' ? takeWriteRequest(taking, this.#unpacked, end) : takeRequest(taking, this.#unpacked, end, this.#symbols)
  }

  /** Must be reached without waiting for anything since the batch was filled. */
  async #keep(arrival: Arrival, environment: Environment, taken: Taken): Promise<Receipt> {
    const rows = this.#batch.rows
    if (taken.outcome !== 'read') {
      this.tally.rejected(arrival, taken.outcome, 0)
      throw new Fault(telemetryCodes[taken.outcome], TOLD[taken.outcome])
    }
    const retryAfterSeconds = environment.quota.take(rows, arrival.at)
    if (retryAfterSeconds > 0) {
      this.tally.rejected(arrival, 'over_quota', rows)
      throw new Fault(telemetryCodes.over_quota, { retryAfterSeconds })
    }
    if (rows > 0) await this.#write(arrival, environment, taken.announce)
    this.tally.kept(arrival, rows, taken.refused)
    return { kept: rows, refused: taken.refused, refusedAt: taken.refusedAt ?? [] }
  }

  async #write(arrival: Arrival, environment: Environment, announce: readonly KnownSeries[]): Promise<void> {
    const rows = this.#batch.rows
    let piece: Buffer | undefined
    const memory = (bytes: number) => (piece = this.#memory.take(bytes))
    const heard = this.#heard(environment)
    try {
      await this.spool.write(arrival, rows, this.#encode({ environment, announce, now: arrival.at, memory }))
      if (piece) this.#memory.giveBack(piece)
      // The answer to its sender goes first.
      if (heard.length > 0) setImmediate(() => handOn(heard))
    } catch (error) {
      for (const series of announce) series.announcedAt = undefined
      throw error
    }
  }

  #heard({ id, book }: Environment): readonly Heard[] {
    const identityOf = (series: KnownSeries) => book.identityOf(series)
    return this.#listener === undefined ? [] : heardOf(this.#batch, this.#listener, { environmentId: id, identityOf })
  }

  #encode({ environment, announce, now, memory }: Writing): Buffer {
    const announced = announce.map((series) => {
      series.announcedAt = now
      return { id: (BigInt(series.idHigh) << 32n) | BigInt(series.idLow), identity: environment.book.identityOf(series) }
    })
    const head = { environment: environment.bytes, keepDays: KEEP_DAYS, receivedSeconds: Math.floor(now / SECOND_MS) }
    return encodeRecord(head, this.#batch, { announced, memory })
  }
}

function handOn(heard: readonly Heard[]): void {
  for (const { hear, at, value } of heard) hear(at, value)
}

const TOLD = {
  malformed: {
    detail:
      'The body is no message of remote write, or not the one that it says it is, packed by Snappy in its block form. Nothing of it was kept.',
  },
  too_many_samples: {
    detail: `A request may hold at most ${SAMPLES_PER_REQUEST_MAX} samples and ${UNPACKED_BYTES_MAX} bytes unpacked. Nothing of it was kept.`,
  },
} as const
