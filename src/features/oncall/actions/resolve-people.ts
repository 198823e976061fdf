/** Who is asked by a step of an escalation, each with the reason. Never nobody: what a step names may be empty, its page is not. */
import type { Scope } from '#kit/event.ts'
import { HOUR_MS, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { ownersOf } from '#core/catalog/public.ts'
import { activePeople, organisationScope, peopleWhoMay } from '#core/identity/public.ts'
import { holdersOf, type Plan } from '#core/plan/public.ts'
import { OVERRIDES_MAX, PEOPLE_PER_TURN_MAX, SCHEDULES_MAX } from '../domain/limits.ts'
import type { PersonReason } from '../domain/page.ts'
import { WRITE_POLICIES } from '../domain/permissions.ts'
import type { Asked } from '../domain/policy.ts'
import { dutyAt } from '../domain/schedule.ts'
import { listOverrides } from '../store/overrides.ts'
import { listSchedules } from '../store/schedules.ts'

export interface AskedPerson {
  readonly personId: string
  readonly why: PersonReason
  /** Names the schedule or role that it follows from; empty for none. */
  readonly by: string
  /** Null: not by a schedule. */
  readonly scheduleId: string | null
}

export interface Place {
  readonly scope: Scope
  readonly plan: Plan
  readonly at: Instant
}

/** Active people only, each once, at most as many as one turn asks; the first reason counts. */
export async function resolvePeople(tx: Tx, who: readonly Asked[], place: Place): Promise<readonly AskedPerson[]> {
  const found: AskedPerson[] = []
  for (const asked of who) found.push(...(await resolveOne(tx, asked, place)))
  const named = await activeOnly(tx, found)
  if (named.length > 0) return named
  const owners = await activeOnly(tx, await applicationOwners(tx, place.scope.applicationId))
  return owners.length > 0 ? owners : lastResort(tx, place.scope)
}

async function resolveOne(tx: Tx, asked: Asked, { plan, at }: Place): Promise<readonly AskedPerson[]> {
  if (asked.kind === 'person') return [{ personId: asked.id, why: 'named_in_policy', by: '', scheduleId: null }]
  if (asked.kind === 'schedule') return onDuty(tx, [asked.id], at)
  const { heldBy, deputies } = holdersOf(plan, asked.role)
  const by = plan.roles[asked.role]?.title ?? asked.role
  const active = await activePeople(tx, heldBy)
  if (heldBy.some((id) => active.has(id))) return heldBy.map((personId) => ({ personId, why: 'holds_role', by, scheduleId: null }))
  return deputies.map((personId) => ({ personId, why: 'stands_in_for_role', by, scheduleId: null }))
}

/** Whoever is on duty at that instant; of all schedules or of those ids. */
export async function onDuty(tx: Tx, ids: readonly string[] | null, at: Instant): Promise<readonly AskedPerson[]> {
  const schedules = await listSchedules(tx, { ids, limit: SCHEDULES_MAX })
  const scheduleIds = schedules.map(({ id }) => id)
  const until = (at + 1) as Instant
  const overrides = await listOverrides(tx, { scheduleIds, from: at, to: until, limit: OVERRIDES_MAX })
  return schedules.flatMap(({ id, name, zone, layers }) => {
    const own = overrides.filter(({ scheduleId }) => scheduleId === id)
    const personId = dutyAt({ zone, layers, overrides: own }, at, HOUR_MS)?.personId
    return personId ? [{ personId, why: 'on_duty', by: name, scheduleId: id } as const] : []
  })
}

async function applicationOwners(tx: Tx, applicationId: string | null): Promise<readonly AskedPerson[]> {
  if (applicationId === null) return []
  const owners = await ownersOf(tx, applicationId)
  return owners.map(({ personId }) => ({ personId, why: 'owns_application', by: '', scheduleId: null }))
}

/** Whoever could have said who is asked, and did not. */
async function lastResort(tx: Tx, scope: Scope): Promise<readonly AskedPerson[]> {
  const people = await peopleWhoMay(tx, { permissions: [WRITE_POLICIES], scope, limit: PEOPLE_PER_TURN_MAX })
  return people.map(({ id }) => ({ personId: id, why: 'may_change_escalation', by: '', scheduleId: null }))
}

/** Who is told when the pager itself is dead: whoever is on duty by any schedule, else whoever could have said who is. UUIDs. */
export async function toldOfPager(tx: Tx, at: Instant): Promise<readonly string[]> {
  const asked = await activeOnly(tx, await onDuty(tx, null, at))
  return (asked.length > 0 ? asked : await lastResort(tx, organisationScope)).map(({ personId }) => personId)
}

async function activeOnly(tx: Tx, found: readonly AskedPerson[]): Promise<readonly AskedPerson[]> {
  const once = [...new Map(found.toReversed().map((one) => [one.personId, one])).values()].toReversed()
  const active = await activePeople(
    tx,
    once.map(({ personId }) => personId),
  )
  return once.filter(({ personId }) => active.has(personId)).slice(0, PEOPLE_PER_TURN_MAX)
}
