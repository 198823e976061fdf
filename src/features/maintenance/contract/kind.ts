/** Windows as a kind of record. They are the team's own; what clients are told stands in their public text. */
import { defineKind } from '#core/records/contract/kind.ts'
import { READ_WINDOWS } from '../domain/permissions.ts'
import type { WindowState } from '../domain/words.ts'

interface WindowFacts {
  readonly note: string
}

export const windowKind = defineKind<WindowState, WindowFacts>({
  kind: 'maintenance_window',
  name: { one: 'Window', many: 'Windows' },
  permission: READ_WINDOWS,
  states: { planned: 'Planned', under_way: 'Under way', ended: 'Ended', cancelled: 'Cancelled' },
  openStates: ['planned', 'under_way'],
  pageOf: (id) => `/windows/${id}`,
  audienceOf: () => 'internal',
  searchText: ({ note }) => note,
})
