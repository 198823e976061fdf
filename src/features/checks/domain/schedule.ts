/**
 * When a check is looked at. Slots lie on a grid of whole seconds that follows from the check's id and interval alone, so that
 * thousands of checks are spread evenly, and two nodes or two starts agree on which slot it is.
 */
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'

/** Seconds by which the grid of a check is moved: 0 up to its interval. */
export function phaseOf(checkId: string, intervalSeconds: number): number {
  let hash = 0x811c9dc5 // FNV-1a, see RFC 9923
  for (let at = 0; at < checkId.length; at++) hash = Math.imul(hash ^ checkId.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % intervalSeconds
}

export interface Grid {
  readonly id: string
  readonly intervalSeconds: number
}

/** The latest slot that has begun at `now`. */
export function slotAt({ id, intervalSeconds }: Grid, now: Instant): Instant {
  const intervalMs = intervalSeconds * SECOND_MS
  const phaseMs = phaseOf(id, intervalSeconds) * SECOND_MS
  return instant(Math.floor((now - phaseMs) / intervalMs) * intervalMs + phaseMs)
}

/** The first slot that begins after `now`. */
export function slotAfter(grid: Grid, now: Instant): Instant {
  return instant(slotAt(grid, now) + grid.intervalSeconds * SECOND_MS)
}

/** Waits between the attempts of one slot: long enough for a connection that was cut to be let in again. */
export const RETRY_AFTER_MS = 2 * SECOND_MS

/** Whether all attempts of a slot end before the next one begins. */
export function fitsInterval(of: { readonly intervalSeconds: number; readonly timeLimitMs: number; readonly retries: number }): boolean {
  return (of.retries + 1) * of.timeLimitMs + of.retries * RETRY_AFTER_MS <= of.intervalSeconds * SECOND_MS
}
