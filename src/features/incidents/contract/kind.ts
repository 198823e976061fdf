/** Incidents as a kind of record. Contacts see those that are shared with their client; those about security are private until they are released. */
import { defineKind } from '#core/records/contract/kind.ts'
import type { Instant } from '#kit/time.ts'
import { READ_INCIDENTS } from '../domain/permissions.ts'
import { isPrivate, type IncidentType } from '../domain/security.ts'
import { LASTING_STATES, type IncidentState } from '../domain/words.ts'

export interface IncidentFacts {
  readonly type: IncidentType
  readonly releasedAt: Instant | null
  readonly isShared: boolean
  readonly summary: string
  readonly cause: string
  readonly fix: string
}

export const incidentKind = defineKind<IncidentState, IncidentFacts>({
  kind: 'incident',
  name: { one: 'Incident', many: 'Incidents' },
  permission: READ_INCIDENTS,
  states: {
    declared: 'Declared',
    acknowledged: 'Acknowledged',
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Monitoring',
    resolved: 'Resolved',
    closed: 'Closed',
  },
  openStates: LASTING_STATES,
  priorities: { 1: 'Critical', 2: 'Major', 3: 'Minor' },
  pageOf: (id) => `/incidents/${id}`,
  audienceOf: (facts) => (isPrivate(facts) ? 'restricted' : facts.isShared ? 'client' : 'internal'),
  searchText: ({ summary, cause, fix }) => [summary, cause, fix].join('\n'),
})
