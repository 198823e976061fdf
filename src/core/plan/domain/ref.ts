/** Which plan is meant: the standard, the organisation's, a client's or an application's. */
import type { Scope } from '#kit/event.ts'
import type { LayerKind } from './words.ts'

export interface PlanRef {
  readonly kind: LayerKind
  /** UUID of the client or application; null for the other two. */
  readonly id: string | null
}

export const STANDARD: PlanRef = { kind: 'standard', id: null }
export const ORGANISATION: PlanRef = { kind: 'organisation', id: null }

/** The most special plan of a place. UUIDs. */
export function refOf({ clientId, applicationId }: { readonly clientId: string | null; readonly applicationId: string | null }): PlanRef {
  if (applicationId !== null) return { kind: 'application', id: applicationId }
  return clientId === null ? ORGANISATION : { kind: 'client', id: clientId }
}

/** Where a plan applies, with what is above it. */
export interface PlanPlace {
  readonly ref: PlanRef
  readonly name: string
  /** UUIDs; the client also of an application that has one. */
  readonly clientId: string | null
  readonly applicationId: string | null
  /** For times that a plan calls local: the client's zone, or the organisation's. */
  readonly zone: string
}

/** Plans are the team's: contacts of clients do not see them. */
export function planScope({ clientId, applicationId }: Pick<PlanPlace, 'clientId' | 'applicationId'>): Scope {
  return { clientId, applicationId, audience: 'internal' }
}

/** The layers that make up a plan, from the most general one that is kept to the plan's own. */
export function layersOf({ ref, clientId, applicationId }: Pick<PlanPlace, 'ref' | 'clientId' | 'applicationId'>): readonly PlanRef[] {
  if (ref.kind === 'standard') return []
  const client: readonly PlanRef[] = clientId === null ? [] : [{ kind: 'client', id: clientId }]
  const application: readonly PlanRef[] = applicationId === null ? [] : [{ kind: 'application', id: applicationId }]
  return [ORGANISATION, ...client, ...application]
}
