/**
 * Series of one request among the books of several environments. What is read goes into one batch, as a request of one environment
 * does; afterwards its rows are parted by environment, in the order in which they came, none left out and none twice.
 */
import type { Instant } from '#kit/time.ts'
import type { Batch } from './batch.ts'
import type { Refusal } from './limits.ts'
import { readLabels } from './remote-write.ts'
import type { KnownSeries, SeriesBook } from './series-book.ts'
import type { SeriesFinder } from './take-samples.ts'

export interface Place {
  readonly book: Pick<SeriesBook, 'find'>
}

/** What of a request belongs to one place. */
export interface Part<P> {
  readonly place: P
  /** Filled anew for the next part. */
  readonly batch: Batch
  readonly announce: readonly KnownSeries[]
}

export class MappedBooks<P extends Place> implements SeriesFinder {
  readonly onUnassigned: () => void
  readonly #placeOf: (labels: readonly string[]) => P | undefined
  /** A series is of one book, so of one place. */
  readonly #places = new Map<KnownSeries, P>()

  /** `placeOf` takes labels as they came: name, value, name, value …; undefined when they belong nowhere. */
  constructor(placeOf: (labels: readonly string[]) => P | undefined, onUnassigned: () => void) {
    this.#placeOf = placeOf
    this.onUnassigned = onUnassigned
  }

  /** As `SeriesBook.find`; `unassigned` when its labels belong nowhere. */
  find(bytes: Buffer, from: number, to: number, now: Instant): KnownSeries | Refusal {
    const labels = readLabels(bytes.subarray(from, to))
    if (labels === undefined) return 'label_invalid'
    const place = this.#placeOf(labels)
    if (place === undefined) return 'unassigned'
    const series = place.book.find(bytes, from, to, now)
    if (typeof series !== 'string') this.#places.set(series, place)
    return series
  }

  /** Hands over part after part: the batch of one must be read before the next is asked for. */
  *parts(whole: Batch, announce: readonly KnownSeries[], into: Batch): Generator<Part<P>> {
    for (const place of new Set(this.#places.values())) {
      into.begin()
      for (let row = 0; row < whole.rows; row++) {
        const series = whole.series[row] as KnownSeries
        if (this.#places.get(series) !== place) continue
        into.add(series, whole.seconds[row] as number, whole.values[2 * row] as number, whole.values[2 * row + 1] as number)
      }
      yield { place, batch: into, announce: announce.filter((series) => this.#places.get(series) === place) }
    }
  }
}
