/**
 * When each target is scraped. A target keeps its place within its interval, given by its id, so that targets
 * spread evenly and a restart or another node scrapes at the same instants.
 */
import { instant, type Instant } from '#kit/time.ts'
import { Timetable } from '#kit/timetable.ts'

export class Turns {
  readonly #timetable = new Timetable()
  readonly #intervalsMs = new Map<string, number>()

  get size(): number {
    return this.#timetable.size
  }

  /** From the next instant of its place on; a target that is there already gets its new interval. */
  set(id: string, intervalMs: number, now: Instant): void {
    if (this.#intervalsMs.get(id) === intervalMs) return
    this.#intervalsMs.set(id, intervalMs)
    this.#timetable.set(id, nextTurn(id, intervalMs, now))
  }

  remove(id: string): void {
    this.#intervalsMs.delete(id)
    this.#timetable.delete(id)
  }

  /** At most `limit` targets whose turn has come, those that wait longest first; turns that were missed are not made up for. */
  due(now: Instant, limit: number): readonly string[] {
    const ids: string[] = []
    while (ids.length < limit) {
      const first = this.#timetable.take(now)
      if (first === undefined) break
      ids.push(first.id)
      this.#timetable.set(first.id, nextTurn(first.id, this.#intervalsMs.get(first.id) ?? 0, now))
    }
    return ids
  }
}

/** The first instant after `now` in the target's place. The last digits of its id are random, so they serve as its hash. */
export function nextTurn(id: string, intervalMs: number, now: Instant): Instant {
  const place = Number.parseInt(id.slice(-8), 16) % intervalMs
  return instant(Math.floor((now - place) / intervalMs + 1) * intervalMs + place)
}
