/** Ids of errors that came lately, so that one which a client sends again, because the answer was lost, counts once. */

/** Some 10 MB; at the most that is taken of one environment, minutes of it. */
const IDS_MAX = 100_000

export class RecentIds {
  readonly #ids = new Set<string>()

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  /** Forgets the oldest when there are too many. */
  add(id: string): void {
    this.#ids.add(id)
    if (this.#ids.size <= IDS_MAX) return
    const [oldest] = this.#ids
    if (oldest !== undefined) this.#ids.delete(oldest)
  }
}
