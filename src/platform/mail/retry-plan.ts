/** When a message is tried again, and when it is given up. Pure. */
import { HOUR_MS, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import type { MessageState } from './mail.ts'
import type { OutcomeKind } from './outcome.ts'

const FIRST_MS = MINUTE_MS
const LAST_MS = 4 * HOUR_MS
/** Together nearly three days; RFC 5321 §4.5.4.1 asks for some days, and what is older helps nobody. */
export const ATTEMPTS_MAX = 24
const TROUBLE_FIRST_MS = 5 * SECOND_MS
/** A relay that comes back is found within this time. */
const TROUBLE_LAST_MS = 5 * MINUTE_MS

/** What follows for the message. */
export interface NextStep {
  readonly state: MessageState
  readonly attempts: number
  /** Null: it is over. */
  readonly tryAt: Instant | null
}

/** `attempts` without this one; `troubles` in a row, this one included. */
export function nextStep(kind: OutcomeKind, { attempts, troubles, now }: { attempts: number; troubles: number; now: Instant }): NextStep {
  if (kind === 'accepted') return { state: 'handed_over', attempts: attempts + 1, tryAt: null }
  if (kind === 'relay_trouble') return { state: 'deferred', attempts, tryAt: later(now, troubleMs(troubles)) }
  if (kind === 'refused' || attempts + 1 >= ATTEMPTS_MAX) return { state: 'failed', attempts: attempts + 1, tryAt: null }
  return { state: 'deferred', attempts: attempts + 1, tryAt: later(now, Math.min(FIRST_MS * 2 ** attempts, LAST_MS)) }
}

/** How long nothing is sent after so many troubles with the relay in a row. */
export function troubleMs(troubles: number): number {
  return Math.min(TROUBLE_FIRST_MS * 2 ** (troubles - 1), TROUBLE_LAST_MS)
}
