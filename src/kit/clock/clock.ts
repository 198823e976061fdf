/**
 * The one clock behind every deadline: the first answer to a ticket, the end of an incident, a patch, a review, a course.
 * Facts and an instant go in, where the clock stands comes out; nothing is kept, so reading again gives the same. README.md
 * beside this file shows it at work and lists the rules that it keeps.
 */
import { isOpenAt, nextOpenAt } from '../open-time.ts'
import type { Instant } from '../time.ts'
import { cyclesOf, type Cycle, type IgnoredFact } from './cycles.ts'
import type { ClockTimeline, Target } from './facts.ts'
import { measure, type Measure } from './measure.ts'

/**
 * | State | Reason | Means |
 * |---|---|---|
 * | `not_started` | `nothing_started_it` | no cycle yet |
 * | `running` | `no_target` | time is counted, nothing is promised |
 * | | `overdue` | the due time has come |
 * | | `never_open` | the calendar never opens long enough for the target |
 * | | `outside_hours` | the calendar is closed now |
 * | | `at_risk` | counting, and most of the target is gone |
 * | | `counting` | counting |
 * | `paused` | `paused` | for the causes in `pausedBy` |
 * | `met` | `met_in_time` | on or before the due time |
 * | | `met_late` | after a due time had passed, be it of an earlier target |
 * | | `met_without_target` | there was no promise |
 * | `stopped` | `stopped` | ended without hit or miss |
 */
export type ClockState = 'not_started' | 'running' | 'paused' | 'met' | 'stopped'

/** Why the clock is in its state. */
export type ClockReason =
  | 'nothing_started_it'
  | 'no_target'
  | 'overdue'
  | 'never_open'
  | 'outside_hours'
  | 'at_risk'
  | 'counting'
  | 'paused'
  | 'met_in_time'
  | 'met_late'
  | 'met_without_target'
  | 'stopped'

/** How the promise does: a hit only when met without any miss. `none` where nothing is, or was, promised. */
export type ClockStatus = 'none' | 'active' | 'active_with_misses' | 'hit' | 'missed' | 'stopped'

/** What made the due time what it is, or why there is none. */
export type DueReason =
  | 'from_start'
  | 'started_outside_hours'
  | 'paused_meanwhile'
  | 'target_changed'
  | 'calendar_changed'
  | 'reopened'
  | 'not_started'
  | 'no_target'
  | 'paused'
  | 'never_open'

/** A due time that passed unmet. A cycle has one at most, whatever its target becomes later. */
export interface Breach {
  /** The true due time, however late anybody looked. */
  readonly dueAt: Instant
  /** When it became a breach: later than `dueAt` if a shorter target, or a reopening, came after it. */
  readonly at: Instant
}

/** When to tell people, as things stand: past ones were to be told then. */
export interface Alert {
  readonly about: 'at_risk' | 'breach'
  readonly at: Instant
  /** Whether it waits (or waited) for the alert hours to begin. */
  readonly isHeld: boolean
}

/** One cycle as of an instant. */
export interface CycleReading {
  readonly state: ClockState
  readonly reason: ClockReason
  readonly status: ClockStatus
  readonly startedAt: Instant | null
  /** When it was met or stopped. */
  readonly endedAt: Instant | null
  readonly pausedBy: readonly string[]
  readonly target: Target | null
  /** By the present target; null while paused unless it has passed. On resuming it is later by the open time of the pause. */
  readonly dueAt: Instant | null
  /** Never empty. */
  readonly dueReasons: readonly DueReason[]
  /** When `atRiskShare` of the target is gone; null as `dueAt` is. */
  readonly atRiskAt: Instant | null
  readonly breach: Breach | null
  /** Open time that counted, from the start to the end or to now. */
  readonly elapsedMs: number
  /** Open time that did not count because of pauses. */
  readonly pausedMs: number
  /** What is left of the target; negative when overdue in open hours, null without a target. */
  readonly remainingMs: number | null
  readonly alerts: readonly Alert[]
}

/** The latest cycle, and what came before. */
export interface ClockReading extends CycleReading {
  /** Oldest first. */
  readonly earlier: readonly CycleReading[]
  /** When it will next come to be at risk or overdue, or a held alert is due; null when nothing will happen by itself. */
  readonly nextAt: Instant | null
  /** Facts that changed nothing; a clock is fed from many sides, and this is the place to look when one seems wrong. */
  readonly ignored: readonly IgnoredFact[]
}

/** Where the clock stands at `asOf`; later facts are not looked at, so any past instant can be asked about. */
export function readClock(timeline: ClockTimeline, asOf: Instant): ClockReading {
  const { cycles, ignored } = cyclesOf(timeline, asOf)
  const measured = cycles.map((cycle) => ({ cycle, measured: measure(cycle, asOf) }))
  const readings = measured.map((one) => readCycle(timeline, one, asOf))
  const latest = readings.pop() ?? notStarted(timeline.target)
  return { ...latest, earlier: readings, nextAt: nextAt(latest, measured.at(-1)?.measured, asOf), ignored }
}

function nextAt({ endedAt, alerts }: CycleReading, measured: Measure | undefined, asOf: Instant): Instant | null {
  if (!measured || endedAt !== null) return null
  const moments = [measured.riskedAt, measured.missedAt, ...alerts].map((moment) => moment?.at ?? asOf)
  const upcoming = Math.min(...moments.filter((at) => at > asOf))
  return Number.isFinite(upcoming) ? (upcoming as Instant) : null
}

function notStarted(target: Target | null): CycleReading {
  return {
    state: 'not_started',
    reason: 'nothing_started_it',
    status: 'none',
    startedAt: null,
    endedAt: null,
    pausedBy: [],
    target,
    dueAt: null,
    dueReasons: ['not_started'],
    atRiskAt: null,
    breach: null,
    elapsedMs: 0,
    pausedMs: 0,
    remainingMs: target?.ms ?? null,
    alerts: [],
  }
}

interface MeasuredCycle {
  readonly cycle: Cycle
  readonly measured: Measure
}

function readCycle(timeline: ClockTimeline, { cycle, measured }: MeasuredCycle, asOf: Instant): CycleReading {
  const { target, dueAt, atRiskAt, missedAt, elapsedMs, pausedMs } = measured
  const breach = missedAt && missedAt.at <= asOf ? missedAt : null
  const state = cycle.end?.how ?? (cycle.pausedBy.length > 0 ? 'paused' : 'running')
  return {
    state,
    reason: reasonFor(state, { cycle, measured, breach, asOf }),
    status: statusOf(cycle, breach),
    startedAt: cycle.startedAt,
    endedAt: cycle.end?.at ?? null,
    pausedBy: cycle.pausedBy,
    target,
    dueAt,
    dueReasons: dueReasons(cycle, measured),
    atRiskAt,
    breach,
    elapsedMs,
    pausedMs,
    remainingMs: target && target.ms - elapsedMs,
    alerts: alertsOf(timeline, cycle, measured),
  }
}

interface Standing extends MeasuredCycle {
  readonly breach: Breach | null
  readonly asOf: Instant
}

function reasonFor(state: ClockState, { cycle, measured, breach, asOf }: Standing): ClockReason {
  if (state === 'met') return breach ? 'met_late' : measured.target ? 'met_in_time' : 'met_without_target'
  if (state !== 'running') return state === 'paused' ? 'paused' : 'stopped'
  if (!measured.target) return 'no_target'
  if (measured.dueAt === null) return 'never_open'
  if (measured.dueAt <= asOf) return 'overdue'
  if (!isOpenAt(cycle.last.calendar, asOf)) return 'outside_hours'
  return measured.atRiskAt !== null && measured.atRiskAt <= asOf ? 'at_risk' : 'counting'
}

function statusOf({ end, last }: Cycle, breach: Breach | null): ClockStatus {
  if (end?.how === 'stopped') return 'stopped'
  if (breach) return end ? 'missed' : 'active_with_misses'
  if (!last.target) return 'none'
  return end ? 'hit' : 'active'
}

function dueReasons({ earlier, last, startedAt, isReopened }: Cycle, { target, dueAt }: Measure): readonly DueReason[] {
  if (!target) return ['no_target']
  if (dueAt === null) return [last.isPaused ? 'paused' : 'never_open']
  const reasons: DueReason[] = []
  const before = [...earlier, last].filter(({ from }) => from < dueAt)
  if (nextOpenAt((earlier[0] ?? last).calendar, startedAt) !== startedAt) reasons.push('started_outside_hours')
  if (before.some(({ isPaused }) => isPaused)) reasons.push('paused_meanwhile')
  if (earlier.some((span) => span.target?.ms !== target.ms)) reasons.push('target_changed')
  if (before.some(({ calendar }) => calendar !== last.calendar)) reasons.push('calendar_changed')
  if (isReopened) reasons.push('reopened')
  return reasons.length > 0 ? reasons : ['from_start']
}

/** In order. What was met, or stopped, before its turn is not told; an at-risk alert held as long as the breach's is left out. */
function alertsOf({ alertHours }: ClockTimeline, { end }: Cycle, { missedAt, riskedAt }: Measure): readonly Alert[] {
  const alertFor = (about: Alert['about'], reached: { readonly at: Instant } | null): Alert[] => {
    const at = reached && (alertHours ? nextOpenAt(alertHours, reached.at) : reached.at)
    return reached === null || at === null || (end && at >= end.at) ? [] : [{ about, at, isHeld: at !== reached.at }]
  }
  const [breach] = alertFor('breach', missedAt)
  const [atRisk] = alertFor('at_risk', riskedAt)
  return [atRisk && (!breach || atRisk.at < breach.at) ? atRisk : undefined, breach].filter((alert) => alert !== undefined)
}
