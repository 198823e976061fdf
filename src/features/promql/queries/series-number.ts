/** Numbers of series as keys: exact, and quick to make of two halves. */

export type SeriesNumber = string

/** Of decimal digits. */
export function seriesNumber(digits: string): SeriesNumber {
  const all = BigInt(digits)
  return halves(Number(all & 0xffff_ffffn), Number(all >> 32n))
}

/** Of the pair at a row of a column. */
export function numberAt(pairs: Uint32Array, row: number): SeriesNumber {
  return halves(pairs[2 * row] as number, pairs[2 * row + 1] as number)
}

/** Whether two rows of a column are of the same series. */
export function isSameSeries(pairs: Uint32Array, row: number, other: number): boolean {
  return pairs[2 * row] === pairs[2 * other] && pairs[2 * row + 1] === pairs[2 * other + 1]
}

function halves(low: number, high: number): SeriesNumber {
  return `${high}:${low}`
}

/** Places of series in a list, by their numbers in columns of millions of rows, where a text for each would take longer than all the rest. */
export class SeriesPlaces {
  readonly #mask: number
  readonly #low: Uint32Array
  readonly #high: Uint32Array
  /** One more than the place; 0 where there is none. */
  readonly #next: Uint32Array

  constructor(numbers: readonly SeriesNumber[]) {
    const size = 2 ** Math.ceil(Math.log2(2 * numbers.length + 2))
    this.#mask = size - 1
    this.#low = new Uint32Array(size)
    this.#high = new Uint32Array(size)
    this.#next = new Uint32Array(size)
    for (const [place, number] of numbers.entries()) {
      const [high = 0, low = 0] = number.split(':').map(Number)
      const slot = this.#slotOf(low, high)
      this.#low[slot] = low
      this.#high[slot] = high
      this.#next[slot] = place + 1
    }
  }

  /** Place of the series at a row; -1 for one that is not in the list. */
  placeAt(pairs: Uint32Array, row: number): number {
    return (this.#next[this.#slotOf(pairs[2 * row] as number, pairs[2 * row + 1] as number)] as number) - 1
  }

  /** Where the series is, or would be: at most half of the slots are taken. */
  #slotOf(low: number, high: number): number {
    let slot = (Math.imul(low ^ high, 0x9e3779b1) >>> 7) & this.#mask
    while (this.#next[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) slot = (slot + 1) & this.#mask
    return slot
  }
}
