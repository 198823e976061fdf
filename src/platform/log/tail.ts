/**
 * The end of the log in memory, on the node that seals it. Whoever follows the log mostly asks for what was sealed a moment ago, and
 * each of them would otherwise read and parse the same rows again. What is not here is in the table.
 */
import type { EventRow, StretchQuery } from './store/events.ts'

/** More than what is sealed between two copies of facts on a busy installation: they are the last to ask. */
export const TAIL_ROWS_MAX = 4_000
/** Of particulars. Most events have a hundred bytes, few have thousands. */
const TAIL_BYTES_MAX = 8 * 1024 * 1024

interface Batch {
  readonly rows: readonly EventRow[]
  readonly bytes: number
}

export class Tail {
  /** Without a gap between them. */
  #batches: Batch[] = []
  #rows = 0
  #bytes = 0

  /** Rows that were sealed and committed, in their order; at least one. */
  add(rows: readonly EventRow[]): void {
    if (this.#batches.at(-1)?.rows.at(-1)?.seq !== (rows[0]?.seq ?? 0) - 1) this.#forget()
    const bytes = rows.reduce((sum, { particulars, personal }) => sum + particulars.length + (personal?.length ?? 0), 0)
    this.#batches.push({ rows, bytes })
    this.#count(rows.length, bytes)
    while (this.#batches.length > 1 && (this.#rows > TAIL_ROWS_MAX || this.#bytes > TAIL_BYTES_MAX)) {
      const oldest = this.#batches.shift()
      if (oldest) this.#count(-oldest.rows.length, -oldest.bytes)
    }
  }

  /**
   * The wanted rows that follow `after`, at most `limit`. Undefined when the first row after it is not here, and when none that is
   * here is wanted: another node may have sealed since.
   */
  after({ after, limit }: StretchQuery, isWanted: (row: EventRow) => boolean = () => true): EventRow[] | undefined {
    const first = this.#batches[0]?.rows[0]?.seq ?? Infinity
    if (after + 1 < first) return undefined
    const found: EventRow[] = []
    for (const { rows } of this.#batches) {
      for (let at = Math.max(0, after + 1 - (rows[0]?.seq ?? 0)); at < rows.length && found.length < limit; at++) {
        const row = rows[at]
        if (row && isWanted(row)) found.push(row)
      }
    }
    return found.length > 0 ? found : undefined
  }

  #forget(): void {
    this.#batches = []
    this.#rows = 0
    this.#bytes = 0
  }

  #count(rows: number, bytes: number): void {
    this.#rows += rows
    this.#bytes += bytes
  }
}
