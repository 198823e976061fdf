/** Addresses of traces. */
import { screen, text } from '#design/navigation/screen.ts'

export const traceScreen = screen('/traces/$environment/$trace', (raw) => ({
  /** The span that is looked at. */
  span: text(raw['span']),
}))
