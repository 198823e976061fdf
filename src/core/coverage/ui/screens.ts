/** Addresses of coverage. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const coverageScreen = screen('/coverage', (raw) => ({
  only: oneOf(raw['only'], ['gaps']),
  view: oneOf(raw['view'], ['hand_over']),
  /** Whose things are handed over; a person's id. */
  person: text(raw['person']),
}))
