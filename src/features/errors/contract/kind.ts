/** Groups of errors as a kind of record. They are the team's own: contacts of a client do not see them. */
import { defineKind } from '#core/records/contract/kind.ts'
import type { GroupState } from '../domain/arrival.ts'
import { READ_ERRORS } from '../domain/permissions.ts'

interface GroupFacts {
  /** Where it happens. */
  readonly culprit: string
}

export const errorGroupKind = defineKind<GroupState, GroupFacts>({
  kind: 'error_group',
  name: { one: 'Error', many: 'Errors' },
  permission: READ_ERRORS,
  states: { open: 'Open', resolved: 'Resolved', ignored: 'Ignored', merged: 'Merged' },
  openStates: ['open'],
  pageOf: (id) => `/errors/${id}`,
  audienceOf: () => 'internal',
  searchText: ({ culprit }) => culprit,
})
