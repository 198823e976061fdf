/** Which environment something belongs to, by its labels: the first rule whose matchers all hold says it. */

/** `is`: the whole value. `begins_with`: its beginning. A label with an empty value is the same as none, and no matcher holds for it. */
export const MATCHES = ['is', 'begins_with'] as const
export type Match = (typeof MATCHES)[number]

export interface Matcher {
  readonly label: string
  readonly match: Match
  /** Not empty. */
  readonly value: string
}

export interface Rule {
  /** At least one; all of them must hold. */
  readonly matchers: readonly Matcher[]
  /** UUID */
  readonly environmentId: string
}

/** Rules in the order in which they are tried. */
export interface RuleSet {
  readonly rules: readonly Rule[]
  /** Environments (UUID) that are there, not archived and within what the rules are for. */
  readonly environments: ReadonlySet<string>
}

/** Why something is assigned to no environment. `environment_away`: the rule that matches names one that is archived or belongs elsewhere. */
export const UNASSIGNED_REASONS = ['no_rule', 'environment_away'] as const
export type UnassignedReason = (typeof UNASSIGNED_REASONS)[number]

/** `rule` counts from 0. */
export type Assignment =
  | { readonly reason: 'rule_matches'; readonly rule: number; readonly environmentId: string }
  | { readonly reason: 'environment_away'; readonly rule: number }
  | { readonly reason: 'no_rule' }

/** Names and values. */
export type LabelMap = ReadonlyMap<string, string>

/** The same for the same labels and rules, in whatever order the labels came. */
export function assign({ rules, environments }: RuleSet, labels: LabelMap): Assignment {
  const rule = rules.findIndex(({ matchers }) => matchers.every((matcher) => holds(matcher, labels.get(matcher.label) ?? '')))
  const environmentId = rules[rule]?.environmentId
  if (environmentId === undefined) return { reason: 'no_rule' }
  return environments.has(environmentId) ? { reason: 'rule_matches', rule, environmentId } : { reason: 'environment_away', rule }
}

function holds({ match, value }: Matcher, found: string): boolean {
  return match === 'is' ? found === value : found.startsWith(value)
}
