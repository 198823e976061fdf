/**
 * What is due next, of thousands: a binary heap by time and one entry for each id, so that a turn costs nothing while nothing is
 * due. An entry that was replaced stays until its time and is then passed over.
 */
import type { Instant } from './time.ts'

interface Entry {
  readonly id: string
  readonly at: Instant
}

export class Timetable {
  readonly #heap: Entry[] = []
  readonly #at = new Map<string, Instant>()

  get size(): number {
    return this.#at.size
  }

  /** Replaces an earlier time of the same id. */
  set(id: string, at: Instant): void {
    this.#at.set(id, at)
    this.#heap.push({ id, at })
    this.#rise(this.#heap.length - 1)
  }

  delete(id: string): void {
    this.#at.delete(id)
  }

  clear(): void {
    this.#heap.length = 0
    this.#at.clear()
  }

  /** Takes the earliest that is due at `now`; undefined when nothing is. */
  take(now: Instant): Entry | undefined {
    for (;;) {
      const first = this.#heap[0]
      if (first === undefined || first.at > now) return undefined
      this.#removeFirst()
      if (this.#at.get(first.id) !== first.at) continue
      this.#at.delete(first.id)
      return first
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    this.#heap[0] = last
    this.#sink()
  }

  #rise(from: number): void {
    let at = from
    while (at > 0) {
      const above = (at - 1) >> 1
      if (this.#timeAt(above) <= this.#timeAt(at)) return
      this.#swap(above, at)
      at = above
    }
  }

  #sink(): void {
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const least = this.#timeAt(left + 1) < this.#timeAt(left) ? left + 1 : left
      if (this.#timeAt(least) >= this.#timeAt(at)) return
      this.#swap(least, at)
      at = least
    }
  }

  #timeAt(index: number): number {
    return this.#heap[index]?.at ?? Infinity
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (a === undefined || b === undefined) return
    this.#heap[one] = b
    this.#heap[other] = a
  }
}
