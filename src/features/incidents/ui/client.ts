/** The routes of incidents for their screens. */
import type { z } from 'zod'
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import type { ChangesOptions } from '#core/records/ui/list/use-changes.ts'
import { useClient, useWrite } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { reviewRoutes } from '../contract/reviews.ts'
import type { securityRoutes } from '../contract/security.ts'
import type { incident, incidentChange, incidentRow, incidentsContract } from '../contract/contract.ts'

export const useIncidents = () => useClient<typeof incidentsContract>('incidents')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

/** What a change of incidents makes stale: themselves, what the log tells, who watches, what is found, and the first screen. */
export const TOUCHES = ['incidents', 'records', 'comments', 'search', 'operation']

export type IncidentRow = z.input<typeof incidentRow>
export type Incident = z.input<typeof incident>
export type Inside = NonNullable<Incident['inside']>
export type Review = AnswerOf<(typeof reviewRoutes)['readReview']>
export type Security = AnswerOf<(typeof securityRoutes)['readSecurity']>
export type State = Incident['state']
export type Severity = Incident['severity']

type Items = { id: string; version?: number; change: z.input<typeof incidentChange> }[]

/** How lists change incidents. */
export function useIncidentChanges(): ChangesOptions {
  const incidents = useIncidents()
  // The list knows states as text; those of incidents come from `words.ts`.
  return { send: (items) => incidents.call('changeIncidents', { body: { items: [...items] as Items } }), touches: TOUCHES }
}

/** Moves one on; what was refused is told in a note. */
export function useMove({ id, version }: Pick<Incident, 'id' | 'version'>) {
  const incidents = useIncidents()
  const toast = useToast()
  return useWrite((state: State) => incidents.call('moveIncident', { params: { id }, body: { state } }, { ifMatch: version }), {
    touches: TOUCHES,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
}
