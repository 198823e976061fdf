/** How a page escalates: who is asked in which turn, and how long each has. Pure. */
import { addOpenTime } from '#kit/open-time.ts'
import type { BusinessCalendar } from '#kit/calendar.ts'
import { later, MINUTE_MS, type Instant } from '#kit/time.ts'
import { LAST_WAIT_MS } from './limits.ts'

export type Asked =
  | { readonly kind: 'schedule'; readonly id: string }
  | { readonly kind: 'person'; readonly id: string }
  /** Key of a role of the plan. */
  | { readonly kind: 'role'; readonly role: string }

export interface Step {
  readonly who: readonly Asked[]
  /** How long they have before the next step, or the end of the round. */
  readonly waitMinutes: number
  /** The wait counts only while the plan's calendar is open. */
  readonly isBusinessTime: boolean
}

export interface Policy {
  readonly steps: readonly Step[]
  /** Rounds after the first. */
  readonly repeats: number
}

/** A consequence of severity and an entry of the plan's escalation, in the form in which they are read here. */
export interface PlanEscalation {
  readonly pageRoles: readonly string[]
  /** In any order. */
  readonly entries: readonly { readonly afterMs: number; readonly isBusinessTime: boolean; readonly notify: readonly string[] }[]
}

/**
 * The policy of an application without one of its own. Whoever the severity pages is asked at once, together with what the plan
 * escalates to at once; each later entry is a step. It is not repeated: the plan's last step is its last word.
 */
export function policyOfPlan({ pageRoles, entries }: PlanEscalation): Policy {
  const ordered = entries.toSorted((a, b) => a.afterMs - b.afterMs)
  const atOnce = ordered.filter(({ afterMs }) => afterMs === 0).flatMap(({ notify }) => notify)
  const rest = ordered.filter(({ afterMs }) => afterMs > 0)
  const moments = [{ afterMs: 0, isBusinessTime: false, notify: [...new Set([...pageRoles, ...atOnce])] }, ...rest]
  const steps = moments.map(({ afterMs, notify }, index) => {
    const next = moments[index + 1]
    return {
      who: notify.map((role) => ({ kind: 'role', role }) as const),
      waitMinutes: next ? (next.afterMs - afterMs) / MINUTE_MS : LAST_WAIT_MS / MINUTE_MS,
      isBusinessTime: next?.isBusinessTime ?? false,
    }
  })
  return { steps, repeats: 0 }
}

/** What is done in a turn: its step and round from 0; undefined when every step and repeat is used up. */
export function stepOfTurn(
  { steps, repeats }: Policy,
  turn: number,
): { readonly step: Step; readonly number: number; readonly round: number } | undefined {
  const [number, round] = [turn % Math.max(1, steps.length), Math.floor(turn / Math.max(1, steps.length))]
  const step = steps[number]
  return step === undefined || round > repeats ? undefined : { step, number, round }
}

/** When whoever is asked at `at` has had their time. */
export function waitEnds({ waitMinutes, isBusinessTime }: Step, at: Instant, calendar: BusinessCalendar): Instant {
  const real = later(at, waitMinutes * MINUTE_MS)
  return isBusinessTime ? (addOpenTime(calendar, at, waitMinutes * MINUTE_MS) ?? real) : real
}
