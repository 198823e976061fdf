/**
 * When a window takes place: its first start by the clock on the wall of its zone, how long it lasts, and a rule of RFC 5545 by which
 * it repeats. As that standard wants, a start that the clocks skip (02:30 on the night they go forward) is left out; whoever plans is
 * told. A start that the clocks show twice means the first. Lengths are real time: two hours are two hours in every night.
 */
import type { RRuleTemporal } from 'rrule-temporal'
import type { Temporal } from 'temporal-polyfill'
import { DAY_MS, instant, later, MINUTE_MS, toDate, type Instant } from '#kit/time.ts'
import { fromLocal, toLocal, type LocalMs } from '#kit/zone.ts'

type TemporalTime = Temporal.ZonedDateTime

export interface Schedule {
  /** IANA name. */
  readonly zone: string
  /** `2026-03-29T02:30` by the clock on the wall. */
  readonly startsLocal: string
  readonly durationMinutes: number
  /** The value of an RRULE, judged by `judgeRule`; null: once. */
  readonly rule: string | null
}

export interface Planned {
  /** Where the rule puts its start by the clock on the wall; names the occurrence within its window for ever. */
  readonly local: string
  readonly startsAt: Instant
  readonly endsAt: Instant
}

export interface Expansion {
  /** In order. */
  readonly planned: readonly Planned[]
  /** Starts that the rule asks for and the clocks of the zone skip. */
  readonly missing: readonly string[]
}

export type RuleFault = 'not_understood' | 'too_often' | 'too_long'

const PART =
  /^(?:FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)|INTERVAL=[1-9]\d?|COUNT=[1-9]\d{0,3}|UNTIL=\d{8}(?:T\d{6}Z)?|WKST=[A-Z]{2}|BYDAY=(?:[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU))(?:,[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)){0,6}|BYMONTHDAY=-?[1-3]?\d(?:,-?[1-3]?\d){0,30}|BYMONTH=1?\d(?:,1?\d){0,11}|BYSETPOS=-?[1-5])$/

const LENGTH_MAX = 200

/** Days and what is longer: what repeats within a day is no window but a state. */
export function judgeRule(text: string): { readonly ok: true; readonly rule: string } | { readonly ok: false; readonly reason: RuleFault } {
  const rule = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
  if (rule.length > LENGTH_MAX) return { ok: false, reason: 'too_long' }
  const parts = rule.split(';')
  const names = parts.map((part) => part.slice(0, part.indexOf('=')))
  if (/FREQ=(SECOND|MINUTE|HOUR)LY/.test(rule)) return { ok: false, reason: 'too_often' }
  if (names[0] !== 'FREQ' || new Set(names).size !== names.length || !parts.every((part) => PART.test(part)))
    return { ok: false, reason: 'not_understood' }
  return { ok: true, rule }
}

/** Occurrences that touch [from, to), and the first one from `to` on when none does. */
export async function expand(schedule: Schedule, from: Instant, to: Instant): Promise<Expansion> {
  if (schedule.rule === null) {
    const once = place(schedule, schedule.startsLocal)
    return once === null ? { planned: [], missing: [schedule.startsLocal] } : { planned: once.endsAt > from ? [once] : [], missing: [] }
  }
  const rules = await open(schedule)
  const begins = later(from, -schedule.durationMinutes * MINUTE_MS)
  const planned = placed(schedule, rules.inZone.between(toDate(begins), toDate(to), true)).filter(
    ({ startsAt, endsAt }) => endsAt > from && startsAt < to,
  )
  if (planned.length === 0) planned.push(...placed(schedule, [rules.inZone.next(toDate(to), true)]))
  const wanted = rules.onTheWall.between(toDate(later(from, -DAY_MS)), toDate(later(to, DAY_MS)), true)
  return { planned, missing: wanted.map(localOf).filter((local) => place(schedule, local) === null) }
}

/** The occurrence that starts then; null when the clocks of the zone skip that time. */
export function place({ zone, durationMinutes }: Schedule, local: string): Planned | null {
  const wall = instant(`${local}:00Z`) as number as LocalMs
  const startsAt = fromLocal(zone, wall)
  if (toLocal(zone, startsAt) !== wall) return null
  return { local, startsAt, endsAt: later(startsAt, durationMinutes * MINUTE_MS) }
}

/** Whether an occurrence begins before the one before it has ended. */
export function overlapsItself({ planned }: Expansion): boolean {
  return planned.some(({ startsAt }, index) => startsAt < (planned[index - 1]?.endsAt ?? 0))
}

interface Rules {
  readonly inZone: RRuleTemporal
  /** The same with every day as long as the others, which shows what the clocks skip. */
  readonly onTheWall: RRuleTemporal
}

/** Days that a rule may walk over; 100 years of them. */
const ITERATIONS_MAX = 40_000

/** The library and its calendar are read when first somebody plans something that repeats. */
async function open({ zone, startsLocal, rule }: Schedule): Promise<Rules> {
  const [{ RRuleTemporal }, { Temporal }] = await Promise.all([import('rrule-temporal'), import('temporal-polyfill')])
  const start = `${startsLocal.replace(/[-:]/g, '')}00`
  const made = (head: string) =>
    new RRuleTemporal({ rruleString: `${head}\nRRULE:${rule}`, temporal: Temporal, maxIterations: ITERATIONS_MAX })
  return { inZone: made(`DTSTART;TZID=${zone}:${start}`), onTheWall: made(`DTSTART:${start}Z`) }
}

function placed(schedule: Schedule, times: readonly (TemporalTime | null)[]): Planned[] {
  return times.flatMap((time) => (time === null ? [] : (place(schedule, localOf(time)) ?? [])))
}

const localOf = (time: TemporalTime): string => time.toString().slice(0, 16)
