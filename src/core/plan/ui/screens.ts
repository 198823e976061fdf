/** Addresses of the plan's pages. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const planScreen = screen('/plan', (raw) => ({
  /** `standard`, `organisation`, or the id of a client or application; the organisation's unless said. */
  of: text(raw['of']),
  view: oneOf(raw['view'], ['versions']),
  /** Shows only what is not the standard's. */
  differs: oneOf(raw['differs'], ['yes']),
  /** Opens the dialog for files. */
  file: oneOf(raw['file'], ['import', 'holidays']),
}))
