/** From a request to rows of a batch, with the reason for each sample that is not taken. */
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Batch } from './batch.ts'
import { REFUSALS, windowAt, type Refusal, type Window } from './limits.ts'
import { labelBytes, readWriteRequest, type WriteSink } from './remote-write.ts'
import type { Collection } from './series.ts'
import { isAnnouncementDue, type KnownSeries, type SeriesBook } from './series-book.ts'

export interface Taking {
  readonly batch: Batch
  readonly book: SeriesBook
  /** When the request came. */
  readonly now: Instant
}

/** How many samples were refused for each reason that came up. */
export type Refused = Partial<Record<Refusal, number>>

export type Taken =
  | { readonly outcome: 'malformed' | 'too_many_samples' }
  /** The batch holds the rows; `announce` are those of their series that are to be announced. */
  | { readonly outcome: 'read'; readonly announce: readonly KnownSeries[]; readonly refused: Refused }

/** Reads the unpacked `bytes` to before `end`. */
export function takeWriteRequest(taking: Taking, bytes: Buffer, end: number): Taken {
  taking.batch.begin()
  const sink = new BatchSink(taking, bytes)
  if (!readWriteRequest(bytes, end, sink)) return { outcome: 'malformed' }
  if (sink.isOverfull) return { outcome: 'too_many_samples' }
  return { outcome: 'read', announce: sink.announce, refused: sink.refused() }
}

/** Points that the program itself measured; each has one value. They are within the limits, or what is not is left out. */
export function takePoints({ batch, book, now }: Taking, { at, points }: Pick<Collection, 'at' | 'points'>): readonly KnownSeries[] {
  batch.begin()
  const announce: KnownSeries[] = []
  const value = new DataView(new ArrayBuffer(8))
  for (const point of points) {
    const bytes = labelBytes({ metric: point.metric, labels: Object.entries(point.labels).flat() })
    const series = book.find(bytes, 0, bytes.length, now)
    if (typeof series === 'string' || batch.isFull) continue
    if (isAnnouncementDue(series, now)) announce.push(series)
    value.setFloat64(0, point.value, true)
    batch.add(series, Math.floor(at / SECOND_MS), value.getInt32(0, true), value.getInt32(4, true))
  }
  return announce
}

class BatchSink implements WriteSink {
  readonly announce: KnownSeries[] = []
  isOverfull = false
  readonly #taking: Taking
  readonly #window: Window
  readonly #view: DataView
  readonly #refused = new Map<Refusal, number>()
  #series: KnownSeries | Refusal = 'no_metric_name'
  #announced: KnownSeries | undefined

  constructor(taking: Taking, bytes: Buffer) {
    this.#taking = taking
    this.#window = windowAt(taking.now)
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  refused(): Refused {
    return Object.fromEntries(REFUSALS.flatMap((reason) => (this.#refused.has(reason) ? [[reason, this.#refused.get(reason)]] : [])))
  }

  series(bytes: Buffer, from: number, to: number): void {
    this.#series = this.#taking.book.find(bytes, from, to, this.#taking.now)
  }

  sample(valueAt: number, timestampMs: number): void {
    const series = this.#series
    if (typeof series === 'string') return this.#refuse(series)
    if (timestampMs < this.#window.fromMs) return this.#refuse('too_old')
    if (timestampMs > this.#window.toMs) return this.#refuse('in_future')
    if (this.#taking.batch.isFull) return void (this.isOverfull = true)
    if (series !== this.#announced) this.#mark(series)
    const low = valueAt < 0 ? 0 : this.#view.getInt32(valueAt, true)
    const high = valueAt < 0 ? 0 : this.#view.getInt32(valueAt + 4, true)
    this.#taking.batch.add(series, Math.floor(timestampMs / SECOND_MS), low, high)
  }

  histogram(): void {
    this.#refuse('histogram')
  }

  #mark(series: KnownSeries): void {
    this.#announced = series
    if (isAnnouncementDue(series, this.#taking.now)) this.announce.push(series)
  }

  #refuse(reason: Refusal): void {
    this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + 1)
  }
}
