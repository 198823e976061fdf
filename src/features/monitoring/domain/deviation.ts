/**
 * Whether a signal is away from what is usual, for long enough and with enough behind it that a person should hear of it. That is a
 * proposal, never a page. Pure.
 */
import { instant, type Instant } from '#kit/time.ts'
import { bandAt, localHourOf, type Band, type Baseline, type Rhythm } from './baseline.ts'
import { LEARNED_TRAITS, type HourSaid, type Learned, type Turn } from './learned.ts'

/**
 * How the last hour stands. `inside`: as usual; `above`, `below`: beyond the band, for long enough; `too_short`: beyond it, not for
 * long enough yet; `too_little`: beyond it, of too few cases; `better`: beyond it, where that is nothing bad; `holiday`: nothing is usual
 * today; `no_band`: too little is known of this hour of the week; `not_said`: nothing arrived.
 */
export const VERDICTS = ['inside', 'above', 'below', 'too_short', 'too_little', 'better', 'holiday', 'no_band', 'not_said'] as const
export type Verdict = (typeof VERDICTS)[number]

/** It begins when all of so many hours are beyond the band, and ends when none of them is. */
export const DEVIATION_HOURS = 3

export interface JudgeFacts extends Rhythm {
  readonly signal: Learned
  readonly baseline: Pick<Baseline, 'hours'>
  /** The last hours in which something was said; hours without are left out. */
  readonly said: readonly HourSaid[]
  /** Starts of the last `DEVIATION_HOURS` hours that have ended, the earliest first. */
  readonly ats: readonly Instant[]
  /** Since when it deviates as of the judgement before, and in which direction; null: it did not. */
  readonly standing: Standing | null
  /** Of fewer cases the plan lets no figure speak. */
  readonly casesMin: number
}

export interface Standing {
  readonly since: Instant
  readonly turn: Turn
}

export interface Judged {
  readonly verdict: Verdict
  readonly standing: Standing | null
  /** Of the last hour; null where nothing arrived. */
  readonly value: number | null
  readonly band: Band | null
}

export function judge(facts: JudgeFacts): Judged {
  const hours = facts.ats.map((at) => ({ at, ...judgeHour(facts, at) }))
  const last = hours.at(-1)
  if (last === undefined) return { verdict: 'not_said', standing: null, value: null, band: null }
  const { value, band } = last
  const standing = standingOf(facts, hours)
  const isBeyond = last.verdict === 'above' || last.verdict === 'below'
  return { verdict: isBeyond && standing === null ? 'too_short' : last.verdict, standing, value, band }
}

interface JudgedHour {
  readonly at: Instant
  readonly verdict: Verdict
}

function standingOf({ standing }: JudgeFacts, hours: readonly JudgedHour[]): Standing | null {
  if (standing !== null && hours.some(({ verdict }) => verdict === standing.turn)) return standing
  const [first] = hours
  if (first === undefined || hours.length < DEVIATION_HOURS || hours.some(({ verdict }) => verdict !== first.verdict)) return null
  return first.verdict === 'above' || first.verdict === 'below' ? { since: first.at, turn: first.verdict } : null
}

function judgeHour(facts: JudgeFacts, at: Instant): Pick<Judged, 'verdict' | 'value' | 'band'> {
  const { signal, baseline, said, casesMin, zone, holidays } = facts
  const hour = said.find((each) => instant(each.at) === at)
  const value = hour?.value ?? null
  const band = bandAt(baseline, { zone, holidays }, at)
  if (hour === undefined) return { verdict: 'not_said', value, band }
  if (band === null) return { verdict: localHourOf({ zone, holidays }, at).isHoliday ? 'holiday' : 'no_band', value, band }
  const turn = turnOf(hour.value, band)
  if (turn === null) return { verdict: 'inside', value, band }
  if (!LEARNED_TRAITS[signal].turns.includes(turn)) return { verdict: 'better', value, band }
  return { verdict: casesOf(signal, hour, band) < casesMin ? 'too_little' : turn, value, band }
}

const turnOf = (value: number, { lower, upper }: Band): Turn | null => (value > upper ? 'above' : value < lower ? 'below' : null)

const HOUR_SECONDS = 3_600

/** What stands behind the comparison: of counts the greater of what came and what was expected, of others what was counted. */
function casesOf(signal: Learned, { value, volume }: HourSaid, { expected }: Band): number {
  if (signal === 'traffic') return Math.max(value, expected) * HOUR_SECONDS
  if (signal === 'sessions') return Math.max(value, expected)
  return volume ?? Number.POSITIVE_INFINITY
}
