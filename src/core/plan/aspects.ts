/** What plans contribute to the coverage map: what is promised, and who is called. */
import { peopleByIds } from '#core/identity/public.ts'
import { toId } from '#kit/ids.ts'
import type { CoverageAspect, CoverageCell, CoveredThing } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { plansOf } from './access/below.ts'
import { decideTargets } from './domain/decisions.ts'
import type { Plan } from './domain/form.ts'
import { READ_PLANS } from './domain/permissions.ts'
import { holdersOf } from './domain/run.ts'

export const planAspects: readonly CoverageAspect[] = [
  {
    key: 'plan.targets',
    label: 'Promised times',
    permission: READ_PLANS,
    expectedOf: ['application'],
    cellsOf: async (tx, things) => judged(things, await plansFor(tx, things), targetsCell),
  },
  {
    key: 'plan.called',
    label: 'Called when critical',
    permission: READ_PLANS,
    expectedOf: ['application'],
    cellsOf: async (tx, things) => {
      const plans = await plansFor(tx, things)
      const ids = [...new Set(plans.values())].flatMap(calledBy)
      const people = await peopleByIds(tx, ids)
      return judged(things, plans, (plan, href) => {
        const here = calledBy(plan).flatMap((id) => people.get(id) ?? [])
        return calledCell(
          here.filter(({ state }) => state === 'active').map(({ name }) => name),
          href,
        )
      })
    },
  },
]

function targetsCell(plan: Plan, href: string): CoverageCell {
  const { reason, resolution } = decideTargets(plan, { type: 'incident', severity: 'critical' })
  if (reason === 'no_target' || resolution === null) {
    return {
      state: 'missing',
      reason: 'nothing_promised',
      words: 'Nothing is promised for critical incidents: give a target its time.',
      href,
    }
  }
  return { state: 'covered', reason: 'promised', words: 'critical within {time}', named: { time: resolution.said }, href }
}

function calledBy(plan: Plan): readonly string[] {
  return plan.severity.consequences.critical.pageRoles.flatMap((role) => {
    const { heldBy, deputies } = holdersOf(plan, role)
    return [...heldBy, ...deputies]
  })
}

function calledCell(names: readonly string[], href: string): CoverageCell {
  if (names.length === 0) {
    return { state: 'missing', reason: 'nobody_called', words: 'The plan calls a role that nobody holds: say who holds it.', href }
  }
  return { state: 'covered', reason: 'called', words: '{name}', named: { name: [...new Set(names)].join(', ') }, href }
}

function judged(
  things: readonly CoveredThing[],
  plans: ReadonlyMap<string, Plan>,
  judge: (plan: Plan, href: string) => CoverageCell,
): ReadonlyMap<string, CoverageCell> {
  return new Map(
    things.flatMap(({ id, applicationId }) => {
      const plan = plans.get(applicationId)
      return plan ? [[id, judge(plan, `/plan?of=${toId('application', applicationId)}`)] as const] : []
    }),
  )
}

/** The plan that counts for each application, by its id; those that share all their layers share one. */
async function plansFor(tx: Tx, things: readonly CoveredThing[]): Promise<ReadonlyMap<string, Plan>> {
  return new Map([...(await plansOf(tx, things))].map(([id, { plan }]) => [id, plan]))
}
