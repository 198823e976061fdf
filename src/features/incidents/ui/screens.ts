/** Addresses of the pages of incidents. */
import { oneOf, screen } from '#design/navigation/screen.ts'
import { listSearch } from '#core/records/ui/list/address.ts'

export const incidentsScreen = screen('/incidents', (raw) => ({
  ...listSearch(raw),
  /** Opens the dialog that declares one. */
  declare: oneOf(raw['declare'], ['yes']),
}))
export const incidentScreen = screen('/incidents/$incident')
