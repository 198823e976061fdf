/** What lines are looked for by: words, and a time that is cut into steps. */
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { AHEAD_MAX_MS, KEEP_DAYS } from './limits.ts'

/** Which lines are looked for; all must hold. */
export interface LineFilter {
  readonly from: Instant
  /** The first moment that no longer counts. */
  readonly to: Instant
  /** Each stands somewhere in the text. */
  readonly words: readonly string[]
  /** As OpenTelemetry numbers it; lines as grave or graver. */
  readonly severityMin: number
  /** Undefined: of all services. */
  readonly service: string | undefined
  /** What lines and their senders say by name; undefined: anything. */
  readonly having?: readonly Attribute[]
}

/** Something that a line says beside its text, or that is known of its sender. */
export interface Attribute {
  readonly of: 'attributes' | 'resource'
  readonly name: string
  readonly value: string
}

/** Each is looked up in every line of the time. */
export const ATTRIBUTES_ASKED_MAX = 5

/** From an object of JSON with texts by name; undefined when it is none, or has more than are looked for at once. */
export function attributesOf(of: Attribute['of'], json: string): readonly Attribute[] | undefined {
  const read = jsonOf(json)
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined
  const entries = Object.entries(read)
  if (entries.length > ATTRIBUTES_ASKED_MAX || entries.some(([name, value]) => name === '' || typeof value !== 'string')) return undefined
  return entries.map(([name, value]) => ({ of, name, value: String(value) }))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Each word is looked for by itself. */
export const WORDS_MAX = 10

/** The words of what somebody typed, each once; undefined when there are more than are looked for at once. */
export function wordsOf(typed: string): readonly string[] | undefined {
  const words = [...new Set(typed.split(/\s+/).filter((word) => word !== ''))]
  return words.length > WORDS_MAX ? undefined : words
}

/** Letters and digits alone: looked for as a whole word, which the store finds without reading every text. */
export function isToken(word: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(word)
}

/** A bar of fewer pixels could not be pressed. A minute is over, because who asks for the last hour mostly asks from a whole minute on. */
const STEPS_MAX = 61
const STEP_LENGTHS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 3, 6, 12].map((hours) => hours * HOUR_MS),
  DAY_MS,
]

export interface Steps {
  /** Where the first begins, on a whole step and perhaps before the time itself. */
  readonly from: Instant
  readonly stepMs: number
  readonly count: number
}

/** At most 62 equal steps that hold the time up to now; what a clock ahead of ours wrote belongs to the last. */
export function stepsOf({ from, to: end }: Pick<LineFilter, 'from' | 'to'>, now: Instant): Steps {
  const to = now > from && now < end ? now : end
  const stepMs = STEP_LENGTHS_MS.find((lengthMs) => (to - from) / lengthMs <= STEPS_MAX) ?? DAY_MS
  const begin = instant(Math.floor(from / stepMs) * stepMs)
  return { from: begin, stepMs, count: Math.ceil((to - begin) / stepMs) }
}

/** The time that is looked in: an hour before its end unless said, and not before the oldest line; undefined when it is none. */
export function timeOf(
  { from, to }: { readonly from: Instant | undefined; readonly to: Instant | undefined },
  now: Instant,
): Pick<LineFilter, 'from' | 'to'> | undefined {
  // Lines may be ahead of our clock, and the newest must not be missing.
  const end = instant(Math.min(to ?? Infinity, later(now, AHEAD_MAX_MS)))
  const begin = Math.max(from ?? later(to ?? now, -HOUR_MS), later(now, -KEEP_DAYS * DAY_MS))
  return begin < end ? { from: instant(begin), to: end } : undefined
}

/** How far is looked at a time, until a page is full: a minute of a busy service holds it, a quiet one has no more in a day. */
const LOOKED_MS = [MINUTE_MS, 30 * MINUTE_MS, 6 * HOUR_MS, DAY_MS]

/** Ever longer reaches from one end of a time to the other, the last the whole of it. */
export function reachesOf(lengthMs: number): readonly number[] {
  return [...LOOKED_MS.filter((reachMs) => reachMs < lengthMs), lengthMs]
}
