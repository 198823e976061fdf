/** Silences: for a time, what fits all matchers of one wakes nobody. */
import type { Instant } from '#kit/time.ts'
import type { Labels } from './rule.ts'

/**
 * `label`: one of the series' labels, named in `name`; for the others `name` is empty and values are UUIDs, of rules their key. Labels
 * `alertname` and `severity` are the rule's name and its severity where the alert has none of its own, as Alertmanager's clients expect.
 */
export const MATCHED = ['application', 'environment', 'component', 'rule', 'severity', 'label'] as const
export type Matched = (typeof MATCHED)[number]

/** `matches`, `does_not_match`: a regular expression of RE2 over the whole value. */
export const OPERATORS = ['is', 'is_not', 'starts_with', 'contains', 'matches', 'does_not_match'] as const
export type Operator = (typeof OPERATORS)[number]

export interface Matcher {
  readonly field: Matched
  readonly name: string
  readonly operator: Operator
  readonly value: string
}

/** What of an alert matchers look at. */
export interface Matchable {
  readonly applicationId: string
  readonly environmentId: string
  readonly componentId: string | null
  readonly ruleKey: string
  readonly ruleName: string
  readonly severity: string
  readonly labels: Labels
}

export interface Silence {
  readonly id: string
  readonly matchers: readonly Matcher[]
  readonly startsAt: Instant
  readonly endsAt: Instant
}

export const MATCHERS_MAX = 10

/** Whether the whole value is as the expression says. */
export type PatternTest = (pattern: string, value: string) => boolean

/** Whether every matcher fits; one with an expression never does without `test`. */
export function isSilenced(alert: Matchable, { matchers }: Pick<Silence, 'matchers'>, test?: PatternTest): boolean {
  return matchers.length > 0 && matchers.every((matcher) => fits(valueOf(alert, matcher), matcher, test))
}

/** The one that ends last of those that hold at `at` and fit; undefined when none does. */
export function silenceOver<S extends Silence>(alert: Matchable, silences: readonly S[], at: Instant, test?: PatternTest): S | undefined {
  const holding = silences.filter((one) => one.startsAt <= at && at < one.endsAt && isSilenced(alert, one, test))
  return holding.toSorted((a, b) => b.endsAt - a.endsAt)[0]
}

/** Labels of an alert as matchers see them. */
export function shownLabels({ ruleName, severity, labels }: Pick<Matchable, 'ruleName' | 'severity' | 'labels'>): Labels {
  return { alertname: ruleName, severity, ...labels }
}

function valueOf(alert: Matchable, { field, name }: Matcher): string {
  if (field === 'label') return shownLabels(alert)[name] ?? ''
  if (field === 'application') return alert.applicationId
  if (field === 'environment') return alert.environmentId
  if (field === 'component') return alert.componentId ?? ''
  return field === 'rule' ? alert.ruleKey : alert.severity
}

function fits(value: string, { operator, value: wanted }: Matcher, test: PatternTest | undefined): boolean {
  if (operator === 'is') return value === wanted
  if (operator === 'is_not') return value !== wanted
  if (operator === 'matches') return test?.(wanted, value) === true
  if (operator === 'does_not_match') return test?.(wanted, value) === false
  return operator === 'starts_with' ? value.startsWith(wanted) : value.includes(wanted)
}
