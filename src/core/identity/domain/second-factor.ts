/** Second factors: which are asked for, and who must have one. */
import { DAY_MS, later, type Instant } from '#kit/time.ts'
import type { Role } from './roles.ts'

export const SECOND_FACTORS = ['totp', 'passkey', 'recovery_code'] as const
export type SecondFactor = (typeof SECOND_FACTORS)[number]

/** What a person has set up. */
export interface HeldFactors {
  readonly passkeys: number
  readonly totp: boolean
  readonly recoveryCodes: number
}

/** What is asked for after the password; empty when the password alone signs in. Recovery codes stand in for a factor, they are none. */
export function factorsAsked(held: HeldFactors): readonly SecondFactor[] {
  if (!hasSecondFactor(held)) return []
  return SECOND_FACTORS.filter((factor) => {
    if (factor === 'totp') return held.totp
    return factor === 'passkey' ? held.passkeys > 0 : held.recoveryCodes > 0
  })
}

export function hasSecondFactor({ passkeys, totp }: Pick<HeldFactors, 'passkeys' | 'totp'>): boolean {
  return totp || passkeys > 0
}

/** The organisation's rule. */
export interface SecondFactorRule {
  readonly roles: readonly string[]
  readonly graceDays: number
  /** When the rule began to hold; null while no role is named. */
  readonly since: Instant | null
}

export interface RuledPerson {
  readonly roles: readonly Role[]
  readonly hasFactor: boolean
  /** When their account was made: who comes later than the rule has the same time to prepare. */
  readonly createdAt: Instant
}

export type RequirementVerdict =
  | { readonly required: false; readonly reason: 'no_role_needs_it' }
  | { readonly required: true; readonly reason: 'held' }
  | { readonly required: true; readonly reason: 'within_grace' | 'overdue'; readonly dueAt: Instant }

/** Whether this person must have a second factor at `now`. While it is overdue they can do nothing but set one up. */
export function judgeRequirement(rule: SecondFactorRule, person: RuledPerson, now: Instant): RequirementVerdict {
  const { since } = rule
  if (since === null || !person.roles.some((role) => rule.roles.includes(role))) return { required: false, reason: 'no_role_needs_it' }
  if (person.hasFactor) return { required: true, reason: 'held' }
  const begin = person.createdAt > since ? person.createdAt : since
  const dueAt = later(begin, rule.graceDays * DAY_MS)
  return { required: true, reason: now < dueAt ? 'within_grace' : 'overdue', dueAt }
}
