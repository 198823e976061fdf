/** Which signals have a baseline, and what is known of each before anything was learned. Pure. */

/** In the order in which they are shown. */
export const LEARNED = [
  'response_time',
  'traffic',
  'error_rate',
  'job_error_rate',
  'cpu',
  'memory',
  'query_time',
  'sessions',
  'session_time',
] as const
/** `sessions`: those that looked at a page within the hour; `session_time`: the median of how long each of them did. */
export type Learned = (typeof LEARNED)[number]

/** `{session}/h`: how many in an hour. */
export const LEARNED_UNITS = ['s', '1', '{request}/s', '{session}/h'] as const
export type LearnedUnit = (typeof LEARNED_UNITS)[number]

export interface LearnedTraits {
  readonly unit: LearnedUnit
  /** How little the usual spread is believed to be at least, in the unit, however alike the weeks were. */
  readonly spreadMin: (expected: number) => number
  /** The greatest value that there is; null where there is none. */
  readonly most: number | null
  /** In which directions it says that something is wrong: nobody has to hear that answers came faster. */
  readonly turns: readonly Turn[]
}

export type Turn = 'above' | 'below'

const HOUR_SECONDS = 3_600
/** What is counted and comes by chance is spread by the root of what is expected (Poisson). */
const byChance = (perHour: number): number => Math.sqrt(perHour)

/** Twenty milliseconds are within the noise of a network. */
const SECONDS_MIN = 0.02
const FAILURES_MIN = 0.002
const USED_MIN = 0.02

export const LEARNED_TRAITS: Readonly<Record<Learned, LearnedTraits>> = {
  response_time: { unit: 's', spreadMin: () => SECONDS_MIN, most: null, turns: ['above'] },
  traffic: {
    unit: '{request}/s',
    spreadMin: (expected) => byChance(expected * HOUR_SECONDS) / HOUR_SECONDS,
    most: null,
    turns: ['above', 'below'],
  },
  error_rate: { unit: '1', spreadMin: () => FAILURES_MIN, most: 1, turns: ['above'] },
  job_error_rate: { unit: '1', spreadMin: () => FAILURES_MIN, most: 1, turns: ['above'] },
  cpu: { unit: '1', spreadMin: () => USED_MIN, most: 1, turns: ['above'] },
  memory: { unit: '1', spreadMin: () => USED_MIN, most: 1, turns: ['above'] },
  query_time: { unit: 's', spreadMin: () => SECONDS_MIN, most: null, turns: ['above'] },
  sessions: { unit: '{session}/h', spreadMin: byChance, most: null, turns: ['above', 'below'] },
  session_time: { unit: 's', spreadMin: () => 1, most: null, turns: ['above', 'below'] },
}

/** What one hour said of a signal. */
export interface HourSaid {
  /** Its start. */
  readonly at: number
  readonly value: number
  /** How much stands behind it: requests, failures, sessions; null where nobody counts. */
  readonly volume: number | null
}
