/** What each hour said of the signals that are learned, from the five minutes that the overview is made of. Pure. */
import { HOUR_MS, later, SECOND_MS } from '#kit/time.ts'
import { cellsIn, signalsOf, type FoundSignal, type Stretch } from './overview.ts'
import type { Told } from './request-signals.ts'
import { LEARNED, type HourSaid, type Learned } from './learned.ts'
import type { Said } from './signals.ts'

/** Levels come and go within an hour: their mean is told, and not how it ended. */
const LEVELS: readonly string[] = ['host', 'watched_database']

export interface SessionHour {
  /** Start, seconds since 1970. */
  readonly at: number
  readonly sessions: number
  /** Median; null where nobody told. */
  readonly seconds: number | null
}

export interface HourOfSignal extends HourSaid {
  readonly signal: Learned
}

/** Of a stretch that begins and ends on full hours; hours in which nothing was said of a signal are left out. */
export function hoursOf(told: Told, sessions: readonly SessionHour[], { from, to }: Stretch): readonly HourOfSignal[] {
  const signals = signalsOf(told).filter(({ signal }) => (LEARNED as readonly string[]).includes(signal))
  const hours = Array.from({ length: (to - from) / HOUR_MS }, (_, index) => later(from, index * HOUR_MS))
  return [
    ...hours.flatMap((at) => signals.flatMap((found) => hourOf(found, { from: at, to: later(at, HOUR_MS) }))),
    ...sessions.flatMap(({ at, sessions: volume, seconds }): HourOfSignal[] => [
      { signal: 'sessions', at: at * SECOND_MS, value: volume, volume },
      ...(seconds === null ? [] : [{ signal: 'session_time' as const, at: at * SECOND_MS, value: seconds, volume }]),
    ]),
  ]
}

function hourOf({ signal, source }: FoundSignal, hour: Stretch): readonly HourOfSignal[] {
  const ats = cellsIn(hour)
  const { value, volume } = LEVELS.includes(source.basis) ? meanOf(ats.map((at) => source.over([at]))) : source.over(ats)
  return value === undefined ? [] : [{ signal: signal as Learned, at: hour.from, value, volume: volume ?? null }]
}

function meanOf(said: readonly Said[]): Said {
  const values = said.flatMap(({ value }) => value ?? [])
  return { value: values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length }
}
