/** One value in the plans of the applications that inherit from a plan: who gets it, and who has another one from where. */
import { listMapped, type MappedApplication } from '#core/catalog/public.ts'
import { reachOf } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { plansOf } from '../access/below.ts'
import { permittedPlace, placeOf, type Ask } from '../access/place.ts'
import type { planContract } from '../contract/contract.ts'
import type { Assembled } from '../domain/assemble.ts'
import type { Origin } from '../domain/layers.ts'
import { READ_PLANS } from '../domain/permissions.ts'
import { ORGANISATION, STANDARD, type PlanRef } from '../domain/ref.ts'
import type { LeafValue } from '../domain/shape.ts'
import type { LayerKind } from '../domain/words.ts'
import { peopleOf } from './who.ts'

type Route = (typeof planContract)['readPlanValueBelow']

/** More than anybody reads beside one value. */
const APPLICATIONS_MAX = 50

export function readPlanValueBelow({ platform, caller }: Ask, { params, query }: HandledOf<Route>): Promise<ReplyOf<Route>> {
  return platform.work.read(async (tx) => {
    const { ref, clientId } = await permittedPlace(tx, caller, READ_PLANS, params.plan)
    if (ref.kind === 'application') return { items: [], isMore: false, people: [] }
    const of = { clientId: clientId ?? undefined, applicationId: undefined }
    const found = await listMapped(tx, { reach: reachOf(caller, READ_PLANS), after: null, limit: APPLICATIONS_MAX + 1, ...of })
    const applications = found.slice(0, APPLICATIONS_MAX)
    const plans = await plansOf(
      tx,
      applications.map(({ id, clientId: client }) => ({ applicationId: id, clientId: client })),
    )
    const organisation = (await placeOf(tx, ORGANISATION)).name
    const items = applications.map((application) => {
      const { value, origin } = valueIn(plans.get(application.id), query.path)
      const ownRef: PlanRef = { kind: 'application', id: application.id }
      return { of: ownRef, name: application.name, value, origin: { ...origin, ...layerOf(application, origin.layer, organisation) } }
    })
    const values = new Map(items.flatMap(({ value }, index) => (value === null ? [] : [[`${index}.${query.path}`, value]])))
    return { items, isMore: found.length > APPLICATIONS_MAX, people: await peopleOf(tx, values) }
  })
}

/** Value null: the entry that it stands in was taken away. */
function valueIn(plan: Assembled | undefined, path: string): { readonly value: LeafValue | null; readonly origin: Origin } {
  const sourced = plan?.leaves.get(path)
  if (sourced) return sourced
  const entry = path.slice(0, path.lastIndexOf('.'))
  return { value: null, origin: plan?.taken.get(entry)?.origin ?? { layer: 'standard', version: 0 } }
}

type Named = Pick<MappedApplication, 'id' | 'name' | 'clientId' | 'clientName'>

/** Whose plan an origin is, for one application. */
function layerOf({ id, name, clientId, clientName }: Named, layer: LayerKind, organisation: string): { of: PlanRef; name: string } {
  if (layer === 'application') return { of: { kind: layer, id }, name }
  if (layer === 'client') return { of: { kind: layer, id: clientId }, name: clientName ?? '' }
  return layer === 'organisation' ? { of: ORGANISATION, name: organisation } : { of: STANDARD, name: 'Standard' }
}
