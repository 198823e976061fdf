/** From a request to rows of a batch, with the reason for each sample that is not taken. */
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Batch } from './batch.ts'
import { REFUSALS, SAMPLES_PER_REQUEST_MAX, windowAt, type Refusal, type Window } from './limits.ts'
import { labelBytes, readWriteRequest, type WriteSink } from './remote-write.ts'
import { readRequest, type Symbols } from './remote-write-2.ts'
import type { Point } from './series.ts'
import { isAnnouncementDue, type KnownSeries, type SeriesBook } from './series-book.ts'

/** Knows series by the bytes that their labels come in; of one environment or of several. */
export interface SeriesFinder extends Pick<SeriesBook, 'find'> {
  /** Hears of each sample of the series that was looked for last, when that was `unassigned`. */
  readonly onUnassigned?: () => void
}

export interface Taking {
  readonly batch: Batch
  readonly book: SeriesFinder
  /** When the request came. */
  readonly now: Instant
}

/** How many samples were refused for each reason that came up. */
export type Refused = Partial<Record<Refusal, number>>

export type Taken =
  | { readonly outcome: 'malformed' | 'too_many_samples' }
  /** The batch holds the rows; `announce` are those of their series that are to be announced, `refusedAt` the refused ones of points. */
  | {
      readonly outcome: 'read'
      readonly announce: readonly KnownSeries[]
      readonly refused: Refused
      readonly refusedAt?: readonly number[]
    }

/** Reads the unpacked `bytes` to before `end`. */
export function takeWriteRequest(taking: Taking, bytes: Buffer, end: number): Taken {
  taking.batch.begin()
  const sink = new BatchSink(taking, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return readWriteRequest(bytes, end, sink) ? sink.taken() : { outcome: 'malformed' }
}

/** The same of remote write 2.0. */
export function takeRequest(taking: Taking, bytes: Buffer, end: number, symbols: Symbols): Taken {
  taking.batch.begin()
  const sink = new BatchSink(taking, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const outcome = readRequest(bytes, end, sink, symbols)
  if (outcome === 'read') return sink.taken()
  return { outcome: outcome === 'malformed' ? outcome : 'too_many_samples' }
}

/** The NaN by which Prometheus says that a series has ended. */
const STALE_MARKER = 0x7ff0000000000002n

/** Points whose series are spelt out. */
export function takePoints(taking: Taking, points: readonly Point[]): Exclude<Taken, { outcome: 'malformed' }> {
  // Its reader stopped here: also when some of them are refused nobody counted the others.
  if (points.length > SAMPLES_PER_REQUEST_MAX) return { outcome: 'too_many_samples' }
  taking.batch.begin()
  const bits = new DataView(new ArrayBuffer(8))
  const sink = new BatchSink(taking, bits)
  const refusedAt: number[] = []
  for (const [index, { metric, labels, at, value }] of points.entries()) {
    const bytes = labelBytes({ metric, labels: Object.entries(labels).flat() })
    sink.series(bytes, 0, bytes.length)
    if (value === 'ended') bits.setBigUint64(0, STALE_MARKER, true)
    else bits.setFloat64(0, value, true)
    const before = sink.refusals
    sink.sample(0, at)
    if (sink.refusals > before) refusedAt.push(index)
  }
  const taken = sink.taken()
  return taken.outcome === 'read' ? { ...taken, refusedAt } : taken
}

class BatchSink implements WriteSink {
  /** How many samples were refused so far. */
  refusals = 0
  readonly #taking: Taking
  readonly #window: Window
  readonly #values: DataView
  readonly #announce: KnownSeries[] = []
  readonly #refused = new Map<Refusal, number>()
  #series: KnownSeries | Refusal = 'no_metric_name'
  #announced: KnownSeries | undefined
  #isOverfull = false

  /** `values` holds the values of samples, where `sample` is told to look. */
  constructor(taking: Taking, values: DataView) {
    this.#taking = taking
    this.#window = windowAt(taking.now)
    this.#values = values
  }

  taken(): Exclude<Taken, { outcome: 'malformed' }> {
    if (this.#isOverfull) return { outcome: 'too_many_samples' }
    const refused = REFUSALS.flatMap((reason) => (this.#refused.has(reason) ? [[reason, this.#refused.get(reason)]] : []))
    return { outcome: 'read', announce: this.#announce, refused: Object.fromEntries(refused) }
  }

  series(bytes: Buffer, from: number, to: number): void {
    this.#series = this.#taking.book.find(bytes, from, to, this.#taking.now)
  }

  unfitSeries(reason: Refusal): void {
    this.#series = reason
  }

  sample(valueAt: number, timestampMs: number): void {
    const series = this.#series
    if (typeof series === 'string') return this.#refuse(series)
    if (timestampMs < this.#window.fromMs) return this.#refuse('too_old')
    if (timestampMs > this.#window.toMs) return this.#refuse('in_future')
    if (this.#taking.batch.isFull) return void (this.#isOverfull = true)
    if (series !== this.#announced) this.#mark(series)
    const low = valueAt < 0 ? 0 : this.#values.getInt32(valueAt, true)
    const high = valueAt < 0 ? 0 : this.#values.getInt32(valueAt + 4, true)
    this.#taking.batch.add(series, Math.floor(timestampMs / SECOND_MS), low, high)
  }

  histogram(): void {
    this.#refuse('histogram')
  }

  #mark(series: KnownSeries): void {
    this.#announced = series
    if (isAnnouncementDue(series, this.#taking.now)) this.#announce.push(series)
  }

  #refuse(reason: Refusal): void {
    this.refusals += 1
    if (reason === 'unassigned') this.#taking.book.onUnassigned?.()
    this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + 1)
  }
}
