/** The weekly test of a channel: when it is sent, and what has become of it. Pure. */
import { DAY_MS, HOUR_MS, later, type Instant } from '#kit/time.ts'
import { toLocal } from '#kit/zone.ts'
import { CONSOLE, type Reachable } from './channel-choice.ts'
import { weekdayOf, weekOf } from './weeks.ts'

/** Nobody is asleep, at lunch with their family or on a weekend then. */
const FROM_MS = 10 * HOUR_MS
const TO_MS = 17 * HOUR_MS
const WORKDAYS = 5
/** Until the next working day; whoever has not answered by then is told. */
const ANSWER_WITHIN_MS = DAY_MS

/** Monday, `YYYY-MM-DD`, of the week in which a test may be sent now; null: it is no hour for it where the person is. */
export function testWeek(zone: string, at: Instant): string | null {
  const local = toLocal(zone, at)
  const day = Math.floor(local / DAY_MS)
  const ofDay = local - day * DAY_MS
  if (weekdayOf(day) >= WORKDAYS || ofDay < FROM_MS || ofDay >= TO_MS) return null
  return weekOf(zone, at)
}

/** Of which addresses a test is due in that week: the proved ones that were not answered from in it anyway. The console needs none. */
export function untested<A extends Reachable & { readonly testedAt: Instant | null }>(
  addresses: readonly A[],
  { zone, week }: { readonly zone: string; readonly week: string },
): readonly A[] {
  const isThisWeek = (at: Instant | null) => at !== null && weekOf(zone, at) >= week
  return addresses.filter(({ channel, verifiedAt, testedAt }) => channel !== CONSOLE && verifiedAt !== null && !isThisWeek(testedAt))
}

/**
 * | state | |
 * |---|---|
 * | confirmed | its person answered from that channel |
 * | waiting | it was sent, and there is still time to answer |
 * | not_confirmed | nothing came back within a day |
 * | failed | the channel did not take it |
 */
export const TEST_STATES = ['confirmed', 'waiting', 'not_confirmed', 'failed'] as const
/** What has become of a test. */
export type TestState = (typeof TEST_STATES)[number]

/** What is known of a test that was queued. */
export interface SentTest {
  readonly queuedAt: Instant
  /** `handed_over`, or why not; null: under way. */
  readonly outcome: string | null
  readonly confirmedAt: Instant | null
}

/** Where a test stands now. */
export function testState({ queuedAt, outcome, confirmedAt }: SentTest, now: Instant): TestState {
  if (confirmedAt !== null) return 'confirmed'
  if (outcome !== null && outcome !== HANDED_OVER) return 'failed'
  return now >= later(queuedAt, ANSWER_WITHIN_MS) ? 'not_confirmed' : 'waiting'
}

/** The outcome of a test that its channel took. */
export const HANDED_OVER = 'handed_over'
