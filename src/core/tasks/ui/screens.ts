/** Addresses of the pages of tasks. */
import { oneOf, screen } from '#design/navigation/screen.ts'
import { listSearch } from '#core/records/ui/list/address.ts'

export const tasksScreen = screen('/tasks', (raw) => ({
  ...listSearch(raw),
  /** Opens the dialog that adds one. */
  add: oneOf(raw['add'], ['yes']),
}))
export const taskScreen = screen('/tasks/$task')
