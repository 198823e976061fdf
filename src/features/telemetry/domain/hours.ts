/**
 * Which hours a node still has to mark after it has handed on samples, so that they are rolled up: a running hour once, because it
 * is made after its end; an hour that has ended every time, because it may have been made a moment ago.
 */
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import type { DecodedRecord } from './record.ts'
import { hourOf, isLate } from './resolution.ts'

/** One hour of one environment. */
export interface Hour {
  /** The 16 bytes of the environment's UUID, in hex. */
  readonly environment: string
  readonly at: Instant
}

const HOUR_SECONDS = 3_600

export class HourMarks {
  readonly #marked = new Set<string>()

  /** Hours of these records that are to be marked; to be asked once the samples are in the store. */
  due(records: readonly DecodedRecord[], now: Instant): readonly Hour[] {
    return hoursIn(records).filter((hour) => isLate(hour.at, now) || !this.#marked.has(keyOf(hour)))
  }

  /** These are marked in the store. Hours that have ended are forgotten: they are marked anyway. */
  mark(hours: readonly Hour[], now: Instant): void {
    for (const hour of hours) this.#marked.add(keyOf(hour))
    for (const key of this.#marked) if (isLate(instant(Number(key.slice(key.indexOf(' ') + 1))), now)) this.#marked.delete(key)
  }
}

const keyOf = ({ environment, at }: Hour): string => `${environment} ${at}`

/** Each once. */
function hoursIn(records: readonly DecodedRecord[]): readonly Hour[] {
  const hours = new Map<string, Hour>()
  for (const { environment, seconds } of records) {
    const found = new Set<number>()
    for (let at = 0; at < seconds.length; at += 4) found.add(Math.floor(seconds.readUInt32LE(at) / HOUR_SECONDS))
    for (const number of found) {
      const hour = { environment: environment.toString('hex'), at: hourOf(instant(number * HOUR_SECONDS * SECOND_MS)) }
      hours.set(keyOf(hour), hour)
    }
  }
  return [...hours.values()]
}
