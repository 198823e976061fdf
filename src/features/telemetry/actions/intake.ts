/**
 * Where measurements come in: read, held against the limits, written to a segment, and only then acknowledged. Keeping them in
 * ClickHouse is the keeper's work, later and from the segment alone.
 */
import { Fault, invariant } from '#kit/fault.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { telemetryCodes } from '../contract/codes.ts'
import { Batch } from '../domain/batch.ts'
import { heardOf, type Heard, type SampleListener } from '../domain/hearing.ts'
import { SAMPLE_QUOTA, SAMPLES_PER_REQUEST_MAX } from '../domain/limits.ts'
import { MappedBooks } from '../domain/mapped-books.ts'
import { Quota } from '../domain/quota.ts'
import { encodeRecord, type TakeMemory } from '../domain/record.ts'
import { KEEP_DAYS } from '../domain/resolution.ts'
import type { Collection, Point } from '../domain/series.ts'
import { SeriesBook, type KnownSeries, type SeriesCount } from '../domain/series-book.ts'
import { Symbols } from '../domain/remote-write-2.ts'
import { SLACK_BYTES, unpack, unpackedSize } from '../domain/snappy.ts'
import { takePoints, takeRequest, takeWriteRequest, type Refused, type SeriesFinder, type Taken } from '../domain/take-samples.ts'
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

interface Encoding {
  readonly environment: Environment
  readonly announce: readonly KnownSeries[]
  readonly now: Instant
  readonly memory: TakeMemory
}

/** What a request brings for one environment, on its way to the disk. */
interface Draft {
  readonly arrival: Arrival
  readonly environment: Environment
  readonly rows: number
  readonly refused: Refused
  readonly refusedAt: readonly number[]
  /** Undefined when nothing is to be written, or more comes than is taken. */
  readonly written: Written | undefined
  /** 0, or how long its sender has to wait. */
  readonly waitSeconds: number
}

interface Written {
  readonly record: Buffer
  /** Memory to be given back. */
  readonly piece: Buffer | undefined
  readonly announce: readonly KnownSeries[]
  readonly heard: readonly Heard[]
}

type Version = '1.0' | '2.0'

export interface Receipt {
  readonly kept: number
  readonly refused: Refused
  /** Of points: the positions of those that were refused. */
  readonly refusedAt: readonly number[]
}

/** Who sends what rules say the place of. */
export interface MappedSource extends Omit<Source, 'environmentId'> {
  /** Says where a series belongs, by its labels as they came: name, value, name, value …; undefined when nowhere. */
  readonly environmentOf: (labels: readonly string[]) => string | undefined
  /** Hears of each sample of the series that was asked about last, when it belongs nowhere. */
  readonly onUnassigned: () => void
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
  /** Of one environment, out of a request for several; made when the first of them comes. */
  #part: Batch | undefined
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
  async takeWriteRequest(source: Source, packed: Buffer, version: Version = '1.0'): Promise<Receipt> {
    const arrival = { source, at: this.#clock.now(), bytes: packed.length }
    const environment = this.#environment(source.environmentId)
    const taken = this.#read(environment.book, arrival.at, packed, version)
    if (taken.outcome === 'read') return this.#keepOne(this.#draft(arrival, environment, taken))
    this.tally.rejected(arrival, taken.outcome, 0)
    throw new Fault(telemetryCodes[taken.outcome], TOLD[taken.outcome])
  }

  /** The same of a request whose series belong to several environments: it is kept or refused as one. Counts `unassigned` in `refused`. */
  async takeMappedRequest({ environmentOf, onUnassigned, ...source }: MappedSource, packed: Buffer, version: Version): Promise<Receipt> {
    const at = this.#clock.now()
    const books = new MappedBooks((labels) => {
      const id = environmentOf(labels)
      return id === undefined ? undefined : this.#environment(id)
    }, onUnassigned)
    const taken = this.#read(books, at, packed, version)
    if (taken.outcome !== 'read') throw new Fault(telemetryCodes[taken.outcome], TOLD[taken.outcome])
    const rows = this.#batch.rows
    const drafts: Draft[] = []
    for (const { place, batch, announce } of books.parts(this.#batch, taken.announce, (this.#part ??= new Batch()))) {
      const arrival = { source: { ...source, environmentId: place.id }, at, bytes: shareOf(packed.length, batch.rows, rows) }
      drafts.push(this.#draft(arrival, place, { announce, refused: {} }, batch))
    }
    await this.#keep(drafts)
    return { kept: rows, refused: taken.refused, refusedAt: [] }
  }

  /** Points whose series are spelt out. Resolves and refuses as `takeWriteRequest` does. */
  async takePoints(source: Source, taken: PointsTaken): Promise<Receipt> {
    const [receipt] = await this.takePointsTogether([{ source, ...taken }])
    return receipt as Receipt
  }

  /** The same of a request for several environments, each named once: it is kept or refused as one. */
  async takePointsTogether(parts: readonly (PointsTaken & { readonly source: Source })[]): Promise<readonly Receipt[]> {
    const at = this.#clock.now()
    if (parts.reduce((sum, { points }) => sum + points.length, 0) > SAMPLES_PER_REQUEST_MAX) {
      // Their reader stopped here, so nobody counted the others.
      for (const { source, bytes } of parts) this.tally.rejected({ source, at, bytes }, 'too_many_samples', 0)
      throw new Fault(telemetryCodes.too_many_samples, TOLD.too_many_samples)
    }
    const drafts = parts.map(({ source, bytes, points, unfit = {} }) => {
      const environment = this.#environment(source.environmentId)
      const taken = takePoints({ batch: this.#batch, book: environment.book, now: at }, points)
      invariant(taken.outcome === 'read', 'as many points as fit')
      return this.#draft({ source, at, bytes }, environment, { ...taken, refused: { ...taken.refused, ...unfit } })
    })
    return this.#keep(drafts)
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

  #read(book: SeriesFinder, now: Instant, packed: Buffer, version: Version): Taken {
    const end = this.#unpack(packed)
    if (typeof end === 'string') return { outcome: end }
    const taking = { batch: this.#batch, book, now }
    return version === '1.0' ? takeWriteRequest(taking, this.#unpacked, end) : takeRequest(taking, this.#unpacked, end, this.#symbols)
  }

  /** Must be reached without waiting for anything since the batch was filled, which can be filled again afterwards. */
  #draft(
    arrival: Arrival,
    environment: Environment,
    { announce, refused, refusedAt = [] }: Omit<Extract<Taken, { outcome: 'read' }>, 'outcome'>,
    batch = this.#batch,
  ): Draft {
    const { rows } = batch
    const waitSeconds = environment.quota.wait(rows, arrival.at)
    const written = rows > 0 && waitSeconds === 0 ? this.#written(batch, { environment, announce, now: arrival.at }) : undefined
    return { arrival, environment, rows, refused, refusedAt, written, waitSeconds }
  }

  #written(batch: Batch, encoding: Omit<Encoding, 'memory'>): Written {
    let piece: Buffer | undefined
    const memory = (bytes: number) => (piece = this.#memory.take(bytes))
    const heard = this.#heard(batch, encoding.environment)
    return { record: this.#encode(batch, { ...encoding, memory }), piece, announce: encoding.announce, heard }
  }

  async #keepOne(draft: Draft): Promise<Receipt> {
    const [receipt] = await this.#keep([draft])
    return receipt as Receipt
  }

  /** All of them or none. */
  async #keep(drafts: readonly Draft[]): Promise<readonly Receipt[]> {
    const retryAfterSeconds = Math.max(0, ...drafts.map(({ waitSeconds }) => waitSeconds))
    if (retryAfterSeconds > 0) {
      for (const { arrival, rows } of drafts) this.tally.rejected(arrival, 'over_quota', rows)
      takeBack(drafts)
      throw new Fault(telemetryCodes.over_quota, { retryAfterSeconds })
    }
    for (const { environment, rows, arrival } of drafts) environment.quota.take(rows, arrival.at)
    await this.#write(drafts)
    return drafts.map(({ arrival, rows, refused, refusedAt }) => {
      this.tally.kept(arrival, rows, refused)
      return { kept: rows, refused, refusedAt }
    })
  }

  async #write(drafts: readonly Draft[]): Promise<void> {
    const writings = drafts.flatMap(({ arrival, rows: items, written }) => (written ? [{ arrival, items, record: written.record }] : []))
    if (writings.length === 0) return
    try {
      await this.spool.writeTogether(writings)
    } catch (error) {
      takeBack(drafts)
      throw error
    }
    for (const { written } of drafts) if (written?.piece) this.#memory.giveBack(written.piece)
    const heard = drafts.flatMap(({ written }) => written?.heard ?? [])
    // The answer to its sender goes first.
    if (heard.length > 0) setImmediate(() => handOn(heard))
  }

  #heard(batch: Batch, { id, book }: Environment): readonly Heard[] {
    const identityOf = (series: KnownSeries) => book.identityOf(series)
    return this.#listener === undefined ? [] : heardOf(batch, this.#listener, { environmentId: id, identityOf })
  }

  #encode(batch: Batch, { environment, announce, now, memory }: Encoding): Buffer {
    const announced = announce.map((series) => {
      series.announcedAt = now
      return { id: (BigInt(series.idHigh) << 32n) | BigInt(series.idLow), identity: environment.book.identityOf(series) }
    })
    const head = { environment: environment.bytes, keepDays: KEEP_DAYS, receivedSeconds: Math.floor(now / SECOND_MS) }
    return encodeRecord(head, batch, { announced, memory })
  }
}

/** How much of a body is counted with some of its items. */
function shareOf(bytes: number, items: number, all: number): number {
  return all === 0 ? 0 : Math.round((bytes * items) / all)
}

/** What was to be announced with them was not. */
function takeBack(drafts: readonly Draft[]): void {
  for (const { written } of drafts) for (const series of written?.announce ?? []) series.announcedAt = undefined
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
