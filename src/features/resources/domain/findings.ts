/**
 * What is found in the figures of a month: near its limit, wasted, to be tuned, away from what is usual; with what to do about it would
 * win. Rules and their sources stand in the README. Pure.
 */
import type { Instant } from '#kit/time.ts'
import type { Gauge } from './capacity.ts'
import type { Forecast } from './forecast.ts'
import { keyOf, TRAITS } from './gauges.ts'
import type { Concern, FindingKind, Unit } from './words.ts'

/** What a finding is about, as people know it. */
export interface About {
  /** Of a deviation the environment. */
  readonly host: string
  /** Mount point, direction, name of the database, or what a watched database found there. */
  readonly part: string
  /** On the wire (`dbs_…`); null for hosts. */
  readonly database: string | null
}

export interface Found {
  /** UUID */
  readonly environmentId: string
  readonly concern: Concern
  readonly kind: FindingKind
  /** The same for as long as it is the same thing that is found: unique in its application among those that are not settled. */
  readonly fingerprint: string
  readonly about: About
  /** What is measured again when something was done about it. */
  readonly figure: number
  readonly unit: Unit
  /** What it would win to do it; null where no number says it. */
  readonly wins: number | null
  readonly winsUnit: Unit
  /** Numbers and names that its sentence names. */
  readonly facts: Readonly<Record<string, string | number>>
}

/** Whoever plans by the month hears of what comes within one. */
const FULL_WITHIN_DAYS = 30
/** What fills is won back in tenths. */
const TENTH = 0.1

/** Something that is near its limit, or will be. */
export function nearLimit(gauge: Gauge): Found | undefined {
  const { subject, now, limit, p95, peak, forecast } = gauge
  const { unit, fills } = TRAITS[subject.kind]
  const base = { ...placeOf(gauge, 'near_limit'), concern: 'near_limit' as const, unit }
  const gauged = { gauge: subject.kind, limit: limit ?? 0, now }
  if (fills && limit !== null && now > limit) {
    return { ...base, kind: 'used', figure: now, wins: now - limit, winsUnit: unit, facts: { ...gauged, ...soonFull(forecast) } }
  }
  if (forecast?.kind === 'fills' && forecast.days <= FULL_WITHIN_DAYS) {
    const { days, soonestDays, latestDays, trend } = forecast
    const facts = { ...gauged, soonestDays, latestDays, perDay: trend.perDay }
    return { ...base, kind: 'fills', figure: days, unit: 'days', wins: TENTH / trend.perDay, winsUnit: 'days', facts }
  }
  const expected = peakOf({ p95, peak })
  if (fills || limit === null || expected <= limit) return undefined
  const facts = { ...gauged, hour: peak === null || p95 > limit ? -1 : peak.hour }
  return { ...base, kind: 'peak', figure: expected, wins: expected - limit, winsUnit: unit, facts }
}

/** Nothing where it cannot be said. */
const soonFull = (forecast: Forecast | null): Readonly<Record<string, number>> =>
  forecast?.kind === 'fills' ? { soonestDays: forecast.soonestDays, latestDays: forecast.latestDays } : {}

/** What is to be expected at the busiest hours. */
export const peakOf = ({ p95, peak }: Pick<Gauge, 'p95' | 'peak'>): number => Math.max(p95, peak?.usual ?? 0)

/** Nearly a month, so that an hour at its end counts. */
const IDLE_DAYS_MIN = 28
/** AWS Compute Optimizer calls an instance idle whose processors never had more to do. */
const IDLE_HOST_BELOW = 0.05
const IDLE_DISK_BELOW = 0.1
/** Small by intention. */
const BOOT = /^\/boot(\/|$)/

/** Something that nobody needed in a month. */
export function waste(gauge: Gauge): Found | undefined {
  const { subject, days, highest } = gauge
  if (days < IDLE_DAYS_MIN) return undefined
  const isIdleHost = subject.kind === 'cpu' && highest < IDLE_HOST_BELOW
  const isIdleDisk = subject.kind === 'disk' && highest < IDLE_DISK_BELOW && !BOOT.test(subject.part)
  if (!isIdleHost && !isIdleDisk) return undefined
  const kind = isIdleHost ? 'idle_host' : 'idle_disk'
  const unused = 1 - highest
  const base = { ...placeOf(gauge, 'waste'), concern: 'waste' as const, kind, unit: '1', winsUnit: '1' } as const
  return { ...base, figure: unused, wins: unused, facts: { gauge: subject.kind, highest, days } }
}

export function placeOf({ environmentId, subject }: Gauge, family: Concern): Pick<Found, 'environmentId' | 'fingerprint' | 'about'> {
  const { host, part, database } = subject
  return { environmentId, fingerprint: [family, environmentId, keyOf(subject)].join('\n'), about: { host, part, database } }
}

/** What is neither found for sure nor gone for sure, so that nothing opens and ends from day to day. */
export function isUndecided({ subject, now, limit, forecast }: Gauge): boolean {
  if (!TRAITS[subject.kind].fills) return false
  if (limit !== null && now > limit - NEAR_SHARE) return true
  if (forecast?.kind === 'fills') return forecast.days <= FULL_WITHIN_DAYS * NEAR_FACTOR
  return forecast?.reason === 'too_uncertain' || forecast?.reason === 'too_few_days'
}

const NEAR_SHARE = 0.02
const NEAR_FACTOR = 1.5

/** What a watched database told, as of its last reading. */
export interface DatabaseTold {
  /** UUID */
  readonly environmentId: string
  /** On the wire (`dbs_…`). */
  readonly database: string
  /** Of the database. */
  readonly name: string
  /** The name of its rule. */
  readonly rule: string
  /** An index, a table; empty for the database as a whole. */
  readonly subject: string
  readonly winsBytes: number | null
  /** Of the reading that told it last. */
  readonly lastAt: Instant
}

/** The figures of the month say these themselves, with a trend. */
const SAID_BY_FIGURES: readonly string[] = ['connections_near_limit', 'memory_near_limit']

export function toTune({ environmentId, database, name, rule, subject, winsBytes }: Omit<DatabaseTold, 'lastAt'>): Found | undefined {
  if (SAID_BY_FIGURES.includes(rule)) return undefined
  const unit = winsBytes === null ? ('{finding}' as const) : ('By' as const)
  return {
    environmentId,
    concern: 'tune',
    kind: 'database',
    fingerprint: ['tune', environmentId, database, rule, subject].join('\n'),
    about: { host: name, part: subject, database },
    figure: winsBytes ?? 1,
    unit,
    wins: winsBytes,
    winsUnit: unit,
    facts: { rule },
  }
}

/** As one line. */
export const subjectOf = ({ host, part }: About): string => [host, part].filter((each) => each !== '').join(' · ')
