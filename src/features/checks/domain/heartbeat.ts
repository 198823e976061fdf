/**
 * What is said of something that reports itself: a job that calls an address when it starts, succeeds or fails.
 *
 * | what came last | meanwhile | it is |
 * |---|---|---|
 * | nothing since it was set up | no longer than interval and grace | unknown: not looked yet |
 * | success | no longer than interval and grace | up |
 * | start | no longer than the longest run | up |
 * | start | longer than that | down: too long |
 * | failure | any | down: failed |
 * | anything | longer than interval and grace without a success | down: missing |
 */
import { SECOND_MS, type Instant } from '#kit/time.ts'
import { aLook, type Look } from './look.ts'
import type { HeartbeatSettings } from './settings.ts'

export const SIGNALS = ['start', 'success', 'failure'] as const
export type Signal = (typeof SIGNALS)[number]

export interface Heard {
  /** What came last; null: nothing yet. */
  readonly signal: Signal | null
  readonly signalAt: Instant | null
  /** The start to which the latest signal belongs; null: it told none. */
  readonly startedAt: Instant | null
  readonly succeededAt: Instant | null
  /** From when on a success is waited for. */
  readonly armedAt: Instant
}

export function judgeHeartbeat(heard: Heard, settings: HeartbeatSettings, now: Instant): Look {
  const { signal, signalAt, startedAt, succeededAt, armedAt } = heard
  const runMs = startedAt === null ? undefined : (signal === 'start' ? now : (signalAt ?? now)) - startedAt
  if (signal === 'failure') return aLook('heartbeat_failed')
  if (runMs !== undefined && settings.runSecondsMax !== null && runMs > settings.runSecondsMax * SECOND_MS) {
    return aLook('heartbeat_too_long', { detail: String(Math.round(runMs / SECOND_MS)), ms: runMs })
  }
  const silentMs = now - (succeededAt ?? armedAt)
  if (silentMs > (settings.everySeconds + settings.graceSeconds) * SECOND_MS) {
    return aLook('heartbeat_missing', { detail: String(Math.round(silentMs / SECOND_MS)) })
  }
  if (signal === null) return aLook('not_looked_yet')
  return aLook('answered', { ms: signal === 'success' ? (runMs ?? 0) : 0 })
}
