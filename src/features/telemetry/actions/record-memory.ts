/**
 * Memory of records, used again once a record is on the disk: a new piece for each request would make the runtime look through its
 * whole heap many times a second under load.
 */

/** Requests that are written at once; more get memory that is thrown away. */
const PIECES_MAX = 16
/** A usual request of 10,000 samples takes 220 kB; what is larger is rare and not held on to. */
const PIECE_BYTES_MAX = 256 * 1024
const PIECE_BYTES_MIN = 64 * 1024

export class RecordMemory {
  readonly #free: Buffer[] = []

  /** At least so many bytes, for one record. */
  take(bytes: number): Buffer {
    const fitting = this.#free.findIndex((piece) => piece.length >= bytes)
    const [piece] = fitting < 0 ? [] : this.#free.splice(fitting, 1)
    return piece ?? Buffer.allocUnsafeSlow(Math.max(bytes, PIECE_BYTES_MIN))
  }

  /** Only once nobody reads the record any more. The latest are kept: they are the sizes that are needed. */
  giveBack(piece: Buffer): void {
    if (piece.length > PIECE_BYTES_MAX) return
    this.#free.unshift(piece)
    if (this.#free.length > PIECES_MAX) this.#free.pop()
  }
}
