/** Whose plan is meant, whether the caller may, and what it is made of. */
import { clientsOf, namedOf } from '#core/catalog/public.ts'
import { findOrganisation, requirePermission } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { assemble, type Assembled } from '../domain/assemble.ts'
import { planForm } from '../domain/form.ts'
import { leavesOf, merge, type Layer } from '../domain/layers.ts'
import { layersOf, planScope, type PlanPlace, type PlanRef } from '../domain/ref.ts'
import { standardPlan } from '../domain/standard/standard.ts'
import { findLayer, listLayers, toLayer, type KeptLayer } from '../store/versions.ts'

export type Needs = Pick<Platform, 'work' | 'clock' | 'log'>

/** Who asks, on which platform. */
export interface Ask {
  readonly platform: Needs
  readonly caller: Caller
}

/** Before set-up there is no organisation to name; nobody can call then, except the command line. */
const NO_ORGANISATION = { name: 'Organisation', zone: 'UTC' }

/** Throws `common.not_found` when there is no such client or application. Checks no permission. */
export async function placeOf(tx: Tx, ref: PlanRef): Promise<PlanPlace> {
  const organisation = (await findOrganisation(tx)) ?? NO_ORGANISATION
  const general = { ref, name: organisation.name, clientId: null, applicationId: null, zone: organisation.zone }
  if (ref.kind === 'standard') return { ...general, name: 'Standard' }
  if (ref.kind === 'organisation') return general
  const thing = await namedOf(tx, ref.kind, ref.id ?? '')
  if (thing === undefined) throw new Fault(common.not_found)
  const { clientId, applicationId } = thing.scope
  const client = ref.kind === 'application' && clientId !== null ? await namedOf(tx, 'client', clientId) : thing
  return { ref, name: thing.name, clientId, applicationId, zone: client?.zone ?? organisation.zone }
}

/** The place when the caller may read or write there. What they may not see looks the same as what does not exist. */
export async function permittedPlace(tx: Tx, caller: Caller, permission: string, ref: PlanRef): Promise<PlanPlace> {
  const place = await placeOf(tx, ref)
  // Everybody who sees any plan inherits from the standard.
  if (ref.kind !== 'standard') requirePermission(caller, permission, planScope(place))
  return place
}

export const standardLayer: Layer = { kind: 'standard', leaves: new Map(leavesOf(planForm, standardPlan)), since: new Map() }

/** The layers of a place as they are, or were at an instant: the standard first, its own last. */
export async function loadLayers(tx: Tx, place: PlanPlace, at: Instant | null = null): Promise<readonly Layer[]> {
  const kept: Layer[] = []
  for (const ref of layersOf(place)) kept.push(toLayer(ref.kind, await findLayer(tx, ref, at)))
  return [standardLayer, ...kept]
}

/** The plan that counts in a place. */
export async function effectivePlan(tx: Tx, place: PlanPlace, at: Instant | null = null): Promise<Assembled> {
  return assemble(merge(await loadLayers(tx, place, at)))
}

/** Every layer that sets something, those of applications with their client. */
export async function placedLayers(tx: Tx): Promise<readonly KeptLayer[]> {
  const kept = await listLayers(tx)
  const clients = await clientsOf(
    tx,
    kept.flatMap(({ applicationId }) => applicationId ?? []),
  )
  return kept.map((row) => (row.applicationId === null ? row : { ...row, clientId: clients.get(row.applicationId) ?? null }))
}
