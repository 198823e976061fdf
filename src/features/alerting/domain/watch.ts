/**
 * What becomes of one watch, a rule on one series or other target, when it is looked at: the state machine behind every kind of
 * rule. All time is that of the samples; the clock of the program only says which samples come late. What must survive a restart
 * stands in the standing, and a standing changes only in transitions.
 */
import { HOUR_MS, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { EvaluationReason, WatchState } from './words.ts'

export interface Condition {
  readonly comparison: 'above' | 'below'
  readonly limit: number
  /** How long it must be crossed without a break; 0: at once. */
  readonly forMs: number
  /** Where it counts as recovered, on the good side of the limit; null: at the limit itself. */
  readonly recoverAt: number | null
  /** How long it must be back before it has recovered. */
  readonly recoverForMs: number
  /** Fewer than this many were counted: the value is not believed. */
  readonly volumeMin: number
  /** After how long without a sample there is no data. */
  readonly noDataAfterMs: number
  /** What no data means: nothing by itself, a breach, or the end of one. */
  readonly onNoData: 'keep' | 'fire' | 'recover'
}

/** Where a watch stands; what is stored of it. */
export interface Standing {
  readonly state: WatchState
  /** Since the sample of this time. */
  readonly since: Instant
  /** Since when it fires, also while it clears or has no data; null while it does not. */
  readonly firingSince: Instant | null
  /** When it recovered, as long as that counts against it, the earliest first. */
  readonly recoveries: readonly Instant[]
}

/** What was seen. `ended`: its sender said that the series is over. `turned`: somebody else has judged, such as a check. */
export type Seen =
  | { readonly kind: 'value'; readonly value: number; readonly volume?: number }
  | { readonly kind: 'turned'; readonly level: Level; readonly value?: number }
  | { readonly kind: 'no_data' }
  | { readonly kind: 'ended' }

export interface Look {
  /** Of the sample. */
  readonly at: Instant
  readonly seen: Seen
  /** Of the sample before, as far as this node knows. */
  readonly before: Instant | null
  /** The program's clock. */
  readonly now: Instant
}

export interface Judged {
  readonly standing: Standing
  readonly reason: EvaluationReason
  readonly isTransition: boolean
}

export type Level = 'crossed' | 'between' | 'back'

/** What is older than this when it comes says what was, and wakes nobody by itself: the next sample in time does. */
export const LATE_AFTER_MS = 5 * MINUTE_MS
/** Recoveries within this time are counted; from the third on the next one must last longer. */
const FLAP_WINDOW_MS = HOUR_MS
const FLAPS_MIN = 3
const FLAP_STEP_MS = MINUTE_MS
const FLAP_LONGEST_MS = 30 * MINUTE_MS
/** Nothing is kept beyond what the longest damping needs. */
const RECOVERIES_MAX = 10

export const newStanding = (at: Instant): Standing => ({ state: 'ok', since: at, firingSince: null, recoveries: [] })

/** On which side of its limits a value lies. */
export function levelOf({ comparison, limit, recoverAt }: Pick<Condition, 'comparison' | 'limit' | 'recoverAt'>, value: number): Level {
  const beyond = (bound: number) => (comparison === 'above' ? value > bound : value < bound)
  if (beyond(limit)) return 'crossed'
  return recoverAt !== null && beyond(recoverAt) ? 'between' : 'back'
}

/** How long it must be back, given how often it came back of late. */
export function recoveryMs({ recoverForMs }: Pick<Condition, 'recoverForMs'>, recoveries: readonly Instant[], at: Instant): number {
  const flaps = recoveries.filter((one) => one > later(at, -FLAP_WINDOW_MS)).length
  if (flaps < FLAPS_MIN) return recoverForMs
  return Math.max(recoverForMs, Math.min(FLAP_LONGEST_MS, FLAP_STEP_MS * 2 ** (flaps - FLAPS_MIN + 1)))
}

/** Looks at one sample. Looking again at the same one changes nothing. */
export function judge(condition: Condition, standing: Standing, look: Look): Judged {
  const { at, seen, before } = look
  const stays = (reason: EvaluationReason): Judged => ({ standing, reason, isTransition: false })
  if (at < standing.since || (before !== null && at < before)) return stays('out_of_order')
  if (seen.kind === 'no_data') return judgeNoData(condition, standing, look)
  if (seen.kind === 'ended') return standing.state === 'ok' ? stays('ended') : recover(standing, at, 'ended')
  if (seen.kind === 'turned') return judgeLevel(condition, standing, { ...look, level: seen.level })
  if (!Number.isFinite(seen.value)) return stays('within_limit')
  if (seen.volume !== undefined && seen.volume < condition.volumeMin) return judgeQuiet(condition, standing, look)
  return judgeLevel(condition, standing, { ...look, level: levelOf(condition, seen.value) })
}

interface Levelled extends Look {
  readonly level: Level
}

function judgeLevel(condition: Condition, standing: Standing, look: Levelled): Judged {
  if (standing.state === 'ok') return judgeOk(condition, standing, look)
  if (standing.state === 'pending') return judgePending(condition, standing, look)
  if (standing.state === 'no_data') return judgeAgain(condition, standing, look)
  return judgeFiring(condition, standing, look)
}

function judgeOk({ forMs }: Condition, standing: Standing, { at, level, now }: Levelled): Judged {
  if (level !== 'crossed') return { standing, reason: 'within_limit', isTransition: false }
  if (forMs === 0 && !isLate(at, now)) return fire(standing, at, 'limit_crossed')
  return become(standing, { state: 'pending', at, reason: 'limit_crossed' })
}

function judgePending(condition: Condition, standing: Standing, { at, level, now, before }: Levelled): Judged {
  if (level !== 'crossed') return become(standing, { state: 'ok', at, reason: 'back_too_soon' })
  if (before !== null && at - before > condition.noDataAfterMs) return become(standing, { state: 'pending', at, reason: 'gap' })
  if (at - standing.since < condition.forMs) return { standing, reason: 'still_waiting', isTransition: false }
  if (isLate(at, now)) return { standing, reason: 'late', isTransition: false }
  return fire(standing, at, condition.forMs === 0 ? 'limit_crossed' : 'held_long_enough')
}

function judgeFiring(condition: Condition, standing: Standing, { at, level }: Levelled): Judged {
  const isClearing = standing.state === 'clearing'
  if (level === 'crossed')
    return isClearing
      ? become(standing, { state: 'firing', at, reason: 'crossed_again' })
      : { standing, reason: 'still_firing', isTransition: false }
  if (level === 'between' && !isClearing) return { standing, reason: 'between_limits', isTransition: false }
  const neededMs = recoveryMs(condition, standing.recoveries, at)
  if (neededMs === 0) return recover(standing, at, 'recovered')
  if (!isClearing) return become(standing, { state: 'clearing', at, reason: 'recovering' })
  return at - standing.since >= neededMs ? recover(standing, at, 'recovered') : { standing, reason: 'still_waiting', isTransition: false }
}

function judgeNoData({ onNoData }: Condition, standing: Standing, { at }: Look): Judged {
  if (standing.state === 'no_data' || (standing.state === 'firing' && onNoData === 'fire'))
    return { standing, reason: 'no_data', isTransition: false }
  if (onNoData === 'fire') return fire(standing, at, 'no_data')
  if (onNoData === 'recover' && standing.firingSince !== null) return recover(standing, at, 'no_data')
  return become(standing, { state: 'no_data', at, reason: 'no_data' })
}

/** Data comes again: it goes on from where it stood before there was none. */
function judgeAgain(condition: Condition, standing: Standing, look: Levelled): Judged {
  const { at, level } = look
  if (standing.firingSince !== null) {
    if (level !== 'back') return become(standing, { state: 'firing', at, reason: 'data_again' })
    return recoveryMs(condition, standing.recoveries, at) === 0
      ? recover(standing, at, 'recovered')
      : become(standing, { state: 'clearing', at, reason: 'recovering' })
  }
  if (level === 'crossed') return judgeOk(condition, { ...standing, state: 'ok' }, look)
  return become(standing, { state: 'ok', at, reason: 'data_again' })
}

/** Too little happened to say anything against it, which is what a recovery needs. */
function judgeQuiet(condition: Condition, standing: Standing, look: Look): Judged {
  const judged = judgeLevel(condition, standing, { ...look, level: 'back' })
  return { ...judged, reason: 'volume_too_small' }
}

function isLate(at: Instant, now: Instant): boolean {
  return now - at > LATE_AFTER_MS
}

interface Step {
  readonly state: WatchState
  readonly at: Instant
  readonly reason: EvaluationReason
}

function become(standing: Standing, { state, at, reason }: Step): Judged {
  return { standing: { ...standing, state, since: at }, reason, isTransition: true }
}

function fire(standing: Standing, at: Instant, reason: EvaluationReason): Judged {
  const firingSince = standing.firingSince ?? at
  return { standing: { ...standing, state: 'firing', since: at, firingSince }, reason, isTransition: true }
}

function recover(standing: Standing, at: Instant, reason: EvaluationReason): Judged {
  const counted = standing.firingSince === null ? standing.recoveries : [...standing.recoveries, at]
  const recoveries = counted.filter((one) => one > later(at, -FLAP_WINDOW_MS)).slice(-RECOVERIES_MAX)
  return { standing: { state: 'ok', since: at, firingSince: null, recoveries }, reason, isTransition: true }
}

/** What conditions say unless told otherwise. */
export const CONDITION_DEFAULTS = {
  comparison: 'above',
  forMs: 0,
  recoverAt: null,
  recoverForMs: 0,
  volumeMin: 0,
  noDataAfterMs: 5 * MINUTE_MS,
  onNoData: 'keep',
} as const satisfies Omit<Condition, 'limit'>
