/** Chapters of a plan in the form in which a program runs them: amounts as numbers with their unit in the name, people as UUIDs. */
import { toUuid } from '#kit/ids.ts'
import { amountMs, isBusiness, readAmount } from './amounts.ts'
import type { Plan, Threshold } from './form.ts'

const DAY_MS = 86_400_000

/** What a threshold compares with. */
export type Limit = { readonly ms: number } | { readonly share: number } | { readonly count: number }

export interface RunnableThreshold extends Pick<
  Threshold,
  'title' | 'signal' | 'statistic' | 'volumeMin' | 'volumeOf' | 'severity' | 'pagesOnlyIfUsersAreAffected' | 'confirmedBy' | 'mode'
> {
  /** Key in the plan. */
  readonly key: string
  /** Null where the statistic needs none: a check is down or not. Shares are 0 to 1. */
  readonly limit: Limit | null
  /** How long it must hold; 0: at once. */
  readonly forMs: number
}

/** All thresholds that are not off, in the order of the plan. */
export function thresholdsOf({ thresholds }: Plan): readonly RunnableThreshold[] {
  const on = Object.entries(thresholds).filter(([, { mode }]) => mode !== 'off')
  return on.map(([key, { limit, for: lasting, ...rest }]) => ({
    ...rest,
    key,
    limit: limitOf(limit),
    forMs: amountMs(lasting, DAY_MS) ?? 0,
  }))
}

function limitOf(text: string): Limit | null {
  const amount = readAmount(text, 'limit')
  if (amount === undefined) return null
  if (amount.unit === '%') return { share: amount.value / 100 }
  return amount.unit === 'clients' ? { count: amount.value } : { ms: amountMs(text, DAY_MS) ?? 0 }
}

/** By when each class of vulnerability is closed, in milliseconds from when it is known. */
export function patchDeadlinesOf({ patching }: Plan): Readonly<Record<keyof Plan['patching'], number>> {
  const entries = Object.entries(patching).map(([key, text]) => [key, amountMs(text, DAY_MS) ?? 0])
  return Object.fromEntries(entries) as Record<keyof Plan['patching'], number>
}

/** Something that is done over and over. */
export interface Chore {
  readonly everyMs: number
  /** A role of the plan. */
  readonly by: string
}

/** An activity of maintenance by its key; undefined when the plan does not name it. */
export function activityOf({ maintenance }: Plan, key: string): Chore | undefined {
  const chore = maintenance.activities[key]
  return chore && { everyMs: amountMs(chore.every, DAY_MS) ?? 0, by: chore.by }
}

/** One entry of an escalation: when, counted from the beginning, and the roles that are told then. */
export interface EscalationEntry {
  readonly afterMs: number
  /** Counts only while the plan's calendar is open. */
  readonly isBusinessTime: boolean
  readonly notify: readonly string[]
}

/** What "1 business day" is worth where minutes matter: eight hours, as in the standard plan. */
const WORKDAY_MS = DAY_MS / 3

/** The escalation of a severity, in the order of the plan. */
export function escalationOf({ escalation }: Plan, severity: keyof Plan['escalation']): readonly EscalationEntry[] {
  return Object.values(escalation[severity]).map(({ after, notify }) => ({
    afterMs: amountMs(after, WORKDAY_MS) ?? 0,
    isBusinessTime: isBusiness(after),
    notify,
  }))
}

export interface Holders {
  /** UUIDs, in the order of the plan; nobody for a role that the plan does not have. */
  readonly heldBy: readonly string[]
  readonly deputies: readonly string[]
}

export function holdersOf({ roles }: Plan, role: string): Holders {
  const ids = (people: readonly string[] = []) => people.flatMap((id) => toUuid('person', id) ?? [])
  return { heldBy: ids(roles[role]?.heldBy), deputies: ids(roles[role]?.deputies) }
}

export interface HeldRole {
  readonly role: string
  readonly as: 'holder' | 'deputy'
}

/** Roles of the plan that a person holds or stands in for. */
export function rolesOf(plan: Plan, personId: string): readonly HeldRole[] {
  return Object.keys(plan.roles).flatMap((role): readonly HeldRole[] => {
    const { heldBy, deputies } = holdersOf(plan, role)
    if (heldBy.includes(personId)) return [{ role, as: 'holder' }]
    return deputies.includes(personId) ? [{ role, as: 'deputy' }] : []
  })
}
