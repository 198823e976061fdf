/** What a support plan consists of: the chapters and every value in them. Its standard values are in `standard/`. */
import { NONE, type Dimension, type Group, type LeafValue, type MapOf, type Named, type Shape, type ValueOf } from './shape.ts'
import {
  EFFECTS,
  EVERY,
  KPIS,
  MODES,
  PAGE_TIMES,
  PRIORITIES,
  REACHES,
  SEVERITIES,
  SIGNALS,
  STATISTICS,
  TESTS,
  TICKET_TYPES,
  VOLUMES,
  WEEKDAYS,
} from './words.ts'

const orElse = <V extends LeafValue>(value: V | undefined) => (value === undefined ? {} : { orElse: value })
const text = (value?: string) => ({ kind: 'text' as const, ...orElse(value) })
const flag = (value?: boolean) => ({ kind: 'flag' as const, ...orElse(value) })
const count = (min: number, max: number, value?: number) => ({ kind: 'count' as const, min, max, ...orElse(value) })
const choice = <const T extends readonly string[]>(of: T, value?: T[number]) => ({ kind: 'choice' as const, of, ...orElse(value) })
const name = (of: Named) => ({ kind: 'name' as const, of })
const amount = (dimension: Dimension) => ({ kind: 'amount' as const, in: dimension, mayBeNone: false })
const amountOrNone = (dimension: Dimension) => ({ kind: 'amount' as const, in: dimension, mayBeNone: true, orElse: NONE })
const choices = <const T extends readonly string[]>(of: T) => ({ kind: 'list' as const, of: choice(of), orElse: [] })
const names = (of: Named) => ({ kind: 'list' as const, of: name(of), orElse: [] })
const listOf = <const K extends 'text' | 'person'>(kind: K) => ({ kind: 'list' as const, of: { kind }, orElse: [] })
const texts = listOf('text')
const people = listOf('person')
const time = { kind: 'time', mayBeNone: false } as const
const timeOrNone = { kind: 'time', mayBeNone: true, orElse: NONE } as const
const hours = { kind: 'hours', orElse: 'closed' } as const

const group = <const F extends Readonly<Record<string, Shape>>>(fields: F): Group<F> => ({ kind: 'group', fields })
const mapOf = <const V extends Shape>(of: V): MapOf<V> => ({ kind: 'map', keys: 'word', of, ownFirst: false })
const each = <const K extends readonly string[], V extends Shape>(keys: K, of: V) =>
  group(Object.fromEntries(keys.map((key) => [key, of])) as { readonly [key in K[number]]: V })

const target = group({ firstResponse: amountOrNone('work'), nextResponse: amountOrNone('work'), resolution: amountOrNone('work') })
const chore = group({ title: text(), every: amount('time'), by: name('roles') })

export const planForm = group({
  roles: mapOf(group({ title: text(), responsibilities: texts, kpis: choices(KPIS), heldBy: people, deputies: people })),
  severity: group({
    table: each(EFFECTS, each(REACHES, choice(SEVERITIES))),
    consequences: each(
      SEVERITIES,
      group({
        page: choice(PAGE_TIMES),
        pageRoles: names('roles'),
        startsAtTier: name('tiers'),
        publicPostWithin: amountOrNone('time'),
        freezesReleases: flag(),
      }),
    ),
    securityPostsReleasedBy: names('roles'),
  }),
  targets: {
    ...mapOf(
      group({
        title: text(),
        enabled: flag(true),
        types: choices(TICKET_TYPES),
        forAllOthers: flag(false),
        calendar: name('calendars'),
        atRiskAfter: { kind: 'amount', in: 'share', mayBeNone: false, orElse: '75 %' },
        ...each(SEVERITIES, target).fields,
      }),
    ),
    ownFirst: true,
  },
  hours: group({
    calendar: name('calendars'),
    calendars: mapOf(
      group({ title: text(), zone: { kind: 'zone', orElse: 'local' }, ...each(WEEKDAYS, hours).fields, holidays: names('holidays') }),
    ),
    holidays: mapOf(group({ title: text(), days: { ...mapOf(text()), keys: 'date' } })),
  }),
  tiers: mapOf(group({ title: text(), does: text(), roles: names('roles'), handsOnAfter: each(SEVERITIES, amountOrNone('work')) })),
  escalation: each(SEVERITIES, mapOf(group({ after: amount('work'), notify: names('roles'), tier: name('tiers') }))),
  thresholds: mapOf(
    group({
      title: text(),
      signal: choice(SIGNALS),
      statistic: choice(STATISTICS),
      limit: amountOrNone('limit'),
      for: amountOrNone('time'),
      volumeMin: count(0, 1_000_000, 0),
      volumeOf: choice(VOLUMES, 'nothing'),
      severity: choice([...SEVERITIES, 'notify']),
      pagesOnlyIfUsersAreAffected: flag(false),
      confirmedBy: choices(['retry', 'quorum']),
      mode: choice(MODES, 'learning'),
    }),
  ),
  testing: each(PRIORITIES, group({ change: text(), requires: choice(TESTS), namesGoal: flag() })),
  releases: group({ approvedBy: choices(['technical_lead', 'project_manager', 'client']) }),
  patching: each(['exploited', 'criticalInternetFacing', 'critical', 'high', 'medium', 'low'], amount('time')),
  maintenance: group({
    activities: mapOf(chore),
    windows: mapOf(group({ title: text(), weekday: choice(WEEKDAYS), from: time, to: time, calendar: name('calendars') })),
    assessments: mapOf(chore),
  }),
  cadence: group({ sprintLength: amount('time'), meetings: mapOf(group({ title: text(), every: choice(EVERY), at: timeOrNone })) }),
  compliance: group({
    frameworks: mapOf(group({ title: text(), applies: flag(false), noticeWithin: amountOrNone('time') })),
    checks: mapOf(chore),
  }),
  restraint: group({
    newRulesStart: choice(MODES),
    pageFromFirstDay: names('thresholds'),
    pagingEnvironments: choices(['production', 'qa', 'development']),
    claimsNeedConfirmation: flag(),
    nightPagesPerWeekMax: count(0, 100),
    undoSendFor: amount('time'),
    linkConfidenceMin: amount('share'),
    oneNotificationPerRecordIn: amount('time'),
    proposalsEvery: amount('time'),
    textsAskedFromTier: name('tiers'),
    textsAskedForBugs: flag(),
    oneSurveyPerContactIn: amount('time'),
    nightDutyNeedsLoudChannel: flag(),
    casesForFiguresMin: count(1, 1_000),
  }),
})

/** A whole plan with every value in place. */
export type Plan = ValueOf<typeof planForm>
export type Threshold = Plan['thresholds'][string]
export type TargetPolicy = Plan['targets'][string]
export type Calendar = Plan['hours']['calendars'][string]
