/** Turns of a rotation, counted on the clock on the wall. Pure. */
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '#kit/time.ts'
import { fromLocal, toLocal, type LocalMs } from '#kit/zone.ts'

export interface Turns {
  /** How long a turn lasts; 1: daily, 7: weekly. */
  readonly turnDays: number
  /** `YYYY-MM-DD` of the first hand-over in the schedule's zone; its weekday is the weekday of weekly hand-overs. */
  readonly startsOn: string
  /** `HH:MM` */
  readonly handOverAt: string
  /** `YYYY-MM-DD` of the last hand-over, with which the layer ends; null: it goes on. */
  readonly endsOn: string | null
}

/** When the first turn begins. */
export function startOf(turns: Turns, zone: string): Instant {
  return handOver(turns, zone, 0)
}

/** When the last turn ends; null: never. */
export function endOf({ endsOn, handOverAt }: Turns, zone: string): Instant | null {
  return endsOn === null ? null : fromLocal(zone, localOf(endsOn, handOverAt))
}

/** Number of the turn that `at` lies in, from 0; the instant of a hand-over belongs to the new turn. `at` is not before the start. */
export function turnAt(turns: Turns, zone: string, at: Instant): number {
  const { turnDays, startsOn, handOverAt } = turns
  let turn = Math.max(0, Math.floor((toLocal(zone, at) - localOf(startsOn, handOverAt)) / (turnDays * DAY_MS)))
  // Where clocks change at a hand-over, the wall may be an hour ahead of it or behind.
  while (turn > 0 && handOver(turns, zone, turn) > at) turn -= 1
  while (handOver(turns, zone, turn + 1) <= at) turn += 1
  return turn
}

/** The hand-overs in [from, to), in order. */
export function handOversBetween(turns: Turns, zone: string, from: Instant, to: Instant): readonly Instant[] {
  const found: Instant[] = []
  const first = from <= startOf(turns, zone) ? 0 : turnAt(turns, zone, from)
  for (let turn = first; ; turn++) {
    const at = handOver(turns, zone, turn)
    if (at >= to) return found
    if (at >= from) found.push(at)
  }
}

function handOver({ turnDays, startsOn, handOverAt }: Turns, zone: string, turn: number): Instant {
  return fromLocal(zone, (localOf(startsOn, handOverAt) + turn * turnDays * DAY_MS) as LocalMs)
}

function localOf(date: string, time: string): LocalMs {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (Date.parse(`${date}T00:00:00Z`) + hours * HOUR_MS + minutes * MINUTE_MS) as LocalMs
}
