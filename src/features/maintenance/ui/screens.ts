/** Addresses of the pages of windows. */
import { oneOf, screen } from '#design/navigation/screen.ts'

export const windowsScreen = screen('/windows', (raw) => ({
  /** Those that come unless said. */
  show: oneOf(raw['show'], ['all']),
  /** Opens the dialog that plans one. */
  add: oneOf(raw['add'], ['yes']),
}))
export const windowScreen = screen('/windows/$window')
