/** What plans contribute to the coverage map: what is promised, and who is called. */
import { peopleByIds } from '#core/identity/public.ts'
import { toId } from '#kit/ids.ts'
import type { CoverageAspect, CoverageCell, CoveredThing } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { placedLayers, standardLayer } from './access/place.ts'
import { assemble } from './domain/assemble.ts'
import { decideTargets } from './domain/decisions.ts'
import type { Plan } from './domain/form.ts'
import { merge } from './domain/layers.ts'
import { READ_PLANS } from './domain/permissions.ts'
import { holdersOf } from './domain/run.ts'
import { toLayer, type KeptLayer } from './store/versions.ts'

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

/** The plan that counts for each application, by its id. Most share one: what is the same is merged once. */
async function plansFor(tx: Tx, things: readonly CoveredThing[]): Promise<ReadonlyMap<string, Plan>> {
  const kept = await placedLayers(tx)
  const organisation = kept.find((one) => one.clientId === null && one.applicationId === null)
  const clients = new Map(kept.filter((one) => one.applicationId === null).map((one) => [one.clientId, one]))
  const own = new Map(kept.filter((one) => one.applicationId !== null).map((one) => [one.applicationId, one]))
  const made = new Map<string, Plan>()
  return new Map(
    things.map(({ applicationId, clientId }) => {
      const [client, application] = [clientId === null ? undefined : clients.get(clientId), own.get(applicationId)]
      const key = `${client ? clientId : ''} ${application ? applicationId : ''}`
      const plan = made.get(key) ?? planOf([organisation, client, application])
      made.set(key, plan)
      return [applicationId, plan]
    }),
  )
}

function planOf([organisation, client, application]: readonly (KeptLayer | undefined)[]): Plan {
  const layers = [toLayer('organisation', organisation), toLayer('client', client), toLayer('application', application)]
  return assemble(merge([standardLayer, ...layers])).plan
}
