/** When a parked event is tried again. Pure. */
import { HOUR_MS, later, SECOND_MS, type Instant } from '#kit/time.ts'

const FIRST_MS = 5 * SECOND_MS
const LONGEST_MS = HOUR_MS
/** Five seconds doubled each time is an hour and a half in all: what lasts longer needs a person. */
export const RETRIES_MAX = 10
/** Long enough for a message with its context; a stack belongs into the program's log. */
const ERROR_CHARACTERS_MAX = 2_000

export interface RetryPlan {
  readonly attempts: number
  readonly error: string
  /** Null: not by itself any more. */
  readonly retryAt: Instant | null
}

/** `attempts` counts the run that just failed. */
export function planRetry({
  attempts,
  error,
  now,
}: {
  readonly attempts: number
  readonly error: unknown
  readonly now: Instant
}): RetryPlan {
  const waitMs = Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS)
  const text = error instanceof Error ? error.message : String(error)
  return { attempts, error: text.slice(0, ERROR_CHARACTERS_MAX), retryAt: attempts > RETRIES_MAX ? null : later(now, waitMs) }
}
