/** A rule of another tool in the form of ours: it has judged already, so it fires and recovers at once. */
import { isOutside } from '../domain/outside.ts'
import type { JudgedOutside, AnyRule } from '../domain/rule.ts'
import { CONDITION_DEFAULTS } from '../domain/watch.ts'
import type { AlertRow } from '../store/alerts.ts'

export interface OutsideRule extends Pick<AnyRule, 'key' | 'name' | 'severity' | 'componentId'> {
  readonly source: JudgedOutside
}

export function outsideRule(rule: OutsideRule): AnyRule & Pick<OutsideRule, 'source'> {
  return {
    ...rule,
    condition: { ...CONDITION_DEFAULTS, limit: 0 },
    isLearning: false,
    pagesOnlyIfUsersAreAffected: false,
    followsPlan: false,
  }
}

/** The rule behind an open alert that came from outside; undefined for alerts of our own rules. */
export function ruleBehind({ ruleKey: key, ruleName: name, source, condition, severity, componentId }: AlertRow): AnyRule | undefined {
  if (!isOutside(key)) return undefined
  const more = { isLearning: false, pagesOnlyIfUsersAreAffected: false, followsPlan: false }
  return { key, name, source, condition, severity, componentId, ...more }
}
