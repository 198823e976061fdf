/** Whether, why and when a channel tells somebody of something. Pure. */
import { later, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { NoticeReason } from './reasons.ts'
import { localTime, nextLocal } from './local-time.ts'

/** How a person wants to be told. */
export interface Preference {
  readonly mail: 'each' | 'daily' | 'weekly' | 'off'
  readonly digestHour: number
  /** 1 is Monday. */
  readonly digestWeekday: number
  /** Local `HH:MM`; null for no quiet hours. */
  readonly quiet: { readonly from: string; readonly to: string } | null
}

/** Of whoever has chosen nothing yet. */
export const DEFAULT_PREFERENCE: Preference = { mail: 'each', digestHour: 8, digestWeekday: 1, quiet: null }

/** What somebody does not want: a topic, one record, or whatever they are told for one reason. */
export interface Refusal {
  readonly channel: string
  readonly about: 'topic' | 'record' | 'reason'
  readonly key: string
}

export interface Occasion {
  readonly topic: string
  readonly recordId: string
  readonly reason: NoticeReason
  readonly isPage: boolean
}

/**
 * | reason | what happens |
 * |---|---|
 * | wanted | goes out now |
 * | page | goes out now, whatever the hour and the digest say |
 * | folded | waits until five minutes after the last one about this record |
 * | quiet_hours | waits until they end |
 * | digest | waits for the next one |
 * | topic_off, record_off, reason_off | the person wants less of this |
 * | channel_off | the person wants nothing by this channel |
 */
export type TellingReason =
  | 'wanted'
  | 'page'
  | 'folded'
  | 'quiet_hours'
  | 'digest'
  | 'topic_off'
  | 'record_off'
  | 'reason_off'
  | 'channel_off'

export interface Telling {
  readonly state: 'waiting' | 'digest' | 'skipped'
  readonly reason: TellingReason
  /** Null unless it waits. */
  readonly sendAt: Instant | null
}

/** A person presses "less of this" some dozens of times in years. */
export const REFUSALS_MAX = 500

/** One notification per record within this time. */
export const FOLD_MS = 5 * MINUTE_MS

/** What this person refuses of it by this channel; undefined when nothing. */
export function refusalOf({ topic, recordId, reason }: Occasion, refusals: readonly Refusal[], channel: string): Refusal | undefined {
  return refusals.find((refusal) => {
    const key = { topic, record: recordId, reason }[refusal.about]
    return refusal.channel === channel && refusal.key === key
  })
}

const OFF = { topic: 'topic_off', record: 'record_off', reason: 'reason_off' } as const

export interface TellingFacts {
  readonly channel: string
  readonly preference: Preference
  readonly refusals: readonly Refusal[]
  /** The person's; IANA name. */
  readonly zone: string
  readonly now: Instant
  /** When this channel last sent something about this record; null for never. */
  readonly lastSentAt: Instant | null
}

/** For mail and whatever else reaches people who are not looking. */
export function decideTelling(occasion: Occasion, { channel, preference, refusals, zone, now, lastSentAt }: TellingFacts): Telling {
  const refused = refusalOf(occasion, refusals, channel)
  if (refused) return { state: 'skipped', reason: OFF[refused.about], sendAt: null }
  if (occasion.isPage) return { state: 'waiting', reason: 'page', sendAt: now }
  if (preference.mail === 'off') return { state: 'skipped', reason: 'channel_off', sendAt: null }
  if (preference.mail !== 'each') return { state: 'digest', reason: 'digest', sendAt: null }
  const earliest = lastSentAt === null ? now : Math.max(now, later(lastSentAt, FOLD_MS))
  const at = later(now, earliest - now)
  const quietEnd = endOfQuiet(at, zone, preference.quiet)
  if (quietEnd !== null) return { state: 'waiting', reason: 'quiet_hours', sendAt: quietEnd }
  return { state: 'waiting', reason: at > now ? 'folded' : 'wanted', sendAt: at }
}

/** When the quiet hours end in which the instant lies; null when it lies in none. From inclusive, to exclusive, also over midnight. */
export function endOfQuiet(at: Instant, zone: string, quiet: Preference['quiet']): Instant | null {
  if (quiet === null || quiet.from === quiet.to) return null
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)]
  const { minuteOfDay } = localTime(at, zone)
  const isQuiet = from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to
  return isQuiet ? nextLocal(at, zone, { minuteOfDay: to }) : null
}

/** When the next digest goes out; null for who wants none. */
export function nextDigest(at: Instant, zone: string, { mail, digestHour, digestWeekday }: Preference): Instant | null {
  if (mail !== 'daily' && mail !== 'weekly') return null
  return nextLocal(at, zone, { minuteOfDay: digestHour * 60, ...(mail === 'weekly' ? { weekday: digestWeekday } : {}) })
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
