/** How much somebody is paged, by week, and which rules woke them. Pure. */
import type { Instant } from '#kit/time.ts'
import { isNight } from './night.ts'
import { weekOf } from './weeks.ts'

/** One page that reached somebody, when it first did. */
export interface AskedPage {
  readonly pageId: string
  readonly at: Instant
}

export interface WeekLoad {
  /** Monday, `YYYY-MM-DD`, where the person is. */
  readonly week: string
  readonly day: number
  /** Between 22:00 and 07:00 where the person is. */
  readonly night: number
}

/** The newest week first; weeks without a page are left out. */
export function loadOf(asked: readonly AskedPage[], zone: string): readonly WeekLoad[] {
  const weeks = new Map<string, WeekLoad>()
  for (const { at } of asked) {
    const week = weekOf(zone, at)
    const { day, night } = weeks.get(week) ?? { day: 0, night: 0 }
    weeks.set(week, isNight(zone, at) ? { week, day, night: night + 1 } : { week, day: day + 1, night })
  }
  return [...weeks.values()].toSorted((a, b) => b.week.localeCompare(a.week))
}

/** Pages of the nights in which somebody was woken more often than the plan wants; empty while no week has too many. */
export function tooManyNights(asked: readonly AskedPage[], zone: string, nightsMax: number): readonly AskedPage[] {
  const full = new Set(loadOf(asked, zone).flatMap(({ week, night }) => (night > nightsMax ? [week] : [])))
  return asked.filter(({ at }) => isNight(zone, at) && full.has(weekOf(zone, at)))
}

/** What a page of a night was about, and how it ended. */
export interface Waking {
  readonly ruleKey: string
  /** UUID */
  readonly alertId: string
  readonly title: string
  readonly at: Instant
  /** It was over before anybody had answered. */
  readonly passedByItself: boolean
}

/**
 * | reason | |
 * |---|---|
 * | passes_by_itself | at least half of its pages were over before anybody answered: it should last longer before it pages |
 * | wakes_again | people had to get up for it again and again: mend the cause, or let it wait for business hours |
 */
export const RULE_REASONS = ['passes_by_itself', 'wakes_again'] as const

/** A rule that should change. */
export interface RuleProposal {
  readonly ruleKey: string
  /** The newest alert of the rule, UUID. */
  readonly alertId: string
  /** Of that alert. */
  readonly title: string
  readonly pages: number
  readonly reason: (typeof RULE_REASONS)[number]
}

/** One proposal for each rule, the one that woke most first. */
export function proposalsOf(wakings: readonly Waking[]): readonly RuleProposal[] {
  const keys = [...new Set(wakings.map(({ ruleKey }) => ruleKey))]
  const proposals = keys.flatMap((ruleKey) => {
    const own = wakings.filter((one) => one.ruleKey === ruleKey).toSorted((a, b) => b.at - a.at)
    const [newest] = own
    if (newest === undefined) return []
    const passed = own.filter(({ passedByItself }) => passedByItself).length
    const reason = passed * 2 >= own.length ? 'passes_by_itself' : 'wakes_again'
    return [{ ruleKey, alertId: newest.alertId, title: newest.title, pages: own.length, reason } as const]
  })
  return proposals.toSorted((a, b) => b.pages - a.pages)
}
