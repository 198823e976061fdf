/** Roles that groups of the OpenID Connect provider give: which somebody is due, and what changes when they sign in. */
import { judgeOwnerLoss } from './changes.ts'
import type { Grant } from './permit.ts'

/** Members of the group hold the role there. */
export interface GroupRule extends Grant {
  readonly group: string
}

/** `byGroup` null: given by hand. */
export interface HeldGrant extends Grant {
  readonly id: string
  readonly byGroup: string | null
}

/** Entra ID leaves groups out of a token when they are too many, and says only that. */
const WITHHELD_MARK = '_claim_names'

/**
 * The groups that a claim names; a single text is one group. A claim that is missing names none, because many providers leave an
 * empty one out. `withheld`: there are groups, and the provider does not say which. The claim is looked up by its whole name, then
 * as a path (`access.roles`).
 */
export function groupsIn(claims: Readonly<Record<string, unknown>>, claim: string): readonly string[] | 'withheld' {
  const found = claims[claim] ?? valueAt(claims, claim.split('.'))
  if (typeof found === 'string') return found === '' ? [] : [found]
  if (Array.isArray(found)) return found.filter((one): one is string => typeof one === 'string')
  return valueAt(claims, [WITHHELD_MARK, claim]) === undefined ? [] : 'withheld'
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
  return valueAt((value as Readonly<Record<string, unknown>>)[step], rest)
}

/** What being in these groups gives, each role and place once, by the first rule that gives it. */
export function grantsOfGroups(rules: readonly GroupRule[], groups: readonly string[]): readonly GroupRule[] {
  const due: GroupRule[] = []
  for (const rule of rules) {
    if (groups.includes(rule.group) && !due.some((one) => isSameGrant(one, rule))) due.push(rule)
  }
  return due
}

export interface GroupChanges {
  readonly take: readonly HeldGrant[]
  readonly give: readonly GroupRule[]
  /** Ownership that no group gives any more and that is not taken, because nobody else is an owner. */
  readonly kept: HeldGrant | undefined
  /** Whether they hold any role afterwards. */
  readonly holdsRole: boolean
}

/**
 * Roles of groups become exactly those that are due; what was given by hand stays. `activeOwners`: UUIDs; `personId` undefined for
 * somebody who is not here yet.
 */
export function judgeGroups(of: {
  readonly held: readonly HeldGrant[]
  readonly due: readonly GroupRule[]
  readonly activeOwners: readonly string[]
  readonly personId: string | undefined
}): GroupChanges {
  const { held, due, activeOwners, personId } = of
  const over = held.filter((one) => one.byGroup !== null && !due.some((rule) => rule.group === one.byGroup && isSameGrant(rule, one)))
  const losesOwnership = !due.some(({ role }) => role === 'owner') && !judgeOwnerLoss(activeOwners, personId ?? '').allowed
  const kept = losesOwnership ? over.find(({ role }) => role === 'owner') : undefined
  const take = over.filter((one) => one !== kept)
  const stays = held.filter((one) => !take.includes(one))
  const give = due.filter((rule) => !stays.some((one) => isSameGrant(one, rule)))
  return { take, give, kept, holdsRole: stays.length + give.length > 0 }
}

function isSameGrant(a: Grant, b: Grant): boolean {
  return a.role === b.role && a.clientId === b.clientId && a.applicationId === b.applicationId
}
