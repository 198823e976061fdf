/** Addresses of the pages of contacts. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const contactStates = ['deactivated', 'merged', 'all'] as const
export const contactKinds = ['contact', 'end_user'] as const

export const contactsScreen = screen('/contacts', (raw) => ({
  q: text(raw['q']),
  state: oneOf(raw['state'], contactStates),
  kind: oneOf(raw['kind'], contactKinds),
  /** Opens the dialog that adds one. */
  add: oneOf(raw['add'], ['yes']),
}))
export const contactScreen = screen('/contacts/$contact')
/** Where contacts themselves come in; the link of the mail leads to the second, with its token behind the #. */
export const contactDoorScreen = screen('/contact')
export const contactLinkScreen = screen('/contact/link')
