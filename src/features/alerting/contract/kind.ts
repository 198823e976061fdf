/** Alerts as a kind of record. They are the team's own: contacts of a client do not see them. */
import { defineKind } from '#core/records/contract/kind.ts'
import { READ_ALERTS } from '../domain/permissions.ts'
import type { AlertState } from '../domain/words.ts'

interface AlertFacts {
  readonly ruleName: string
}

export const alertKind = defineKind<AlertState, AlertFacts>({
  kind: 'alert',
  name: { one: 'Alert', many: 'Alerts' },
  permission: READ_ALERTS,
  states: { firing: 'Firing', acknowledged: 'Acknowledged', evidence: 'Evidence', recovered: 'Recovered' },
  openStates: ['firing', 'acknowledged'],
  priorities: { 1: 'Critical', 2: 'Major', 3: 'Minor', 4: 'Notify' },
  pageOf: (id) => `/alerts/${id}`,
  audienceOf: () => 'internal',
  searchText: ({ ruleName }) => ruleName,
})
