/**
 * When each target is scraped: one heap of instants. A target keeps its place within its interval, given by its id, so that targets
 * spread evenly and a restart or another node scrapes at the same instants.
 */
import { instant, type Instant } from '#kit/time.ts'

interface Entry {
  readonly id: string
  readonly intervalMs: number
  at: number
  isGone: boolean
}

export class Timetable {
  readonly #heap: Entry[] = []
  readonly #entries = new Map<string, Entry>()

  get size(): number {
    return this.#entries.size
  }

  /** From the next instant of its place on; a target that is there already gets its new interval. */
  set(id: string, intervalMs: number, now: Instant): void {
    if (this.#entries.get(id)?.intervalMs === intervalMs) return
    this.remove(id)
    const entry = { id, intervalMs, at: nextTurn(id, intervalMs, now), isGone: false }
    this.#entries.set(id, entry)
    this.#push(entry)
  }

  remove(id: string): void {
    const entry = this.#entries.get(id)
    // It stays in the heap until its turn comes: to look for it would cost more.
    if (entry) entry.isGone = true
    this.#entries.delete(id)
  }

  /** At most `limit` targets whose turn has come, those that wait longest first; turns that were missed are not made up for. */
  due(now: Instant, limit: number): readonly string[] {
    const ids: string[] = []
    for (let first = this.#heap[0]; first && first.at <= now && ids.length < limit; first = this.#heap[0]) {
      this.#popFirst()
      if (first.isGone) continue
      ids.push(first.id)
      first.at = nextTurn(first.id, first.intervalMs, now)
      this.#push(first)
    }
    return ids
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let at = heap.push(entry) - 1
    for (let parent = (at - 1) >> 1; at > 0 && (heap[parent] as Entry).at > entry.at; parent = (at - 1) >> 1) {
      heap[at] = heap[parent] as Entry
      at = parent
    }
    heap[at] = entry
  }

  #popFirst(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && (heap[child + 1] as Entry).at < (heap[child] as Entry).at) child += 1
      if ((heap[child] as Entry).at >= last.at) break
      heap[at] = heap[child] as Entry
      at = child
    }
    heap[at] = last
  }
}

/** The first instant after `now` in the target's place. The last digits of its id are random, so they serve as its hash. */
export function nextTurn(id: string, intervalMs: number, now: Instant): Instant {
  const place = Number.parseInt(id.slice(-8), 16) % intervalMs
  return instant(Math.floor((now - place) / intervalMs + 1) * intervalMs + place)
}
