/**
 * The samples of one request on their way into a record: columns of numbers that are filled again for the next request, because
 * an object for each sample would cost more than everything else that is done with it.
 */
import { SAMPLES_PER_REQUEST_MAX } from './limits.ts'
import type { KnownSeries } from './series-book.ts'

/** Counts the records of this process, so that a metric's name knows whether it was named in the current one. */
let turns = 0

/** Columns as they stand in a record: little-endian, as all machines are on which the program runs. */
export class Batch {
  rows = 0
  /** Low and high half of each row's series. */
  readonly ids = new Uint32Array(2 * SAMPLES_PER_REQUEST_MAX)
  readonly seconds = new Uint32Array(SAMPLES_PER_REQUEST_MAX)
  /** Eight bytes each, as halves: a NaN keeps all its bits, by which Prometheus says that a series has ended. */
  readonly values = new Int32Array(2 * SAMPLES_PER_REQUEST_MAX)
  /** Which of `names` each row's metric is. */
  readonly nameIndexes = new Uint16Array(SAMPLES_PER_REQUEST_MAX)
  names: string[] = []
  /** The series of each row. */
  readonly series: KnownSeries[] = []
  #turn = 0

  /** Forgets everything for the next request. */
  begin(): void {
    this.rows = 0
    this.names = []
    this.#turn = ++turns
  }

  get isFull(): boolean {
    return this.rows === SAMPLES_PER_REQUEST_MAX
  }

  /** Must not be called when full. The value comes as the two halves of its bits. */
  add(series: KnownSeries, seconds: number, valueLow: number, valueHigh: number): void {
    const row = this.rows++
    this.ids[2 * row] = series.idLow
    this.ids[2 * row + 1] = series.idHigh
    this.seconds[row] = seconds
    this.values[2 * row] = valueLow
    this.values[2 * row + 1] = valueHigh
    this.nameIndexes[row] = this.nameIndexOf(series)
    this.series[row] = series
  }

  /** The number of the series' metric among `names`, which it joins when it is new there. */
  nameIndexOf({ metric }: KnownSeries): number {
    if (metric.turn !== this.#turn) {
      metric.turn = this.#turn
      metric.index = this.names.push(metric.text) - 1
    }
    return metric.index
  }
}
