/** Addresses of the pages of on-call. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const VIEWS = ['duty', 'mine', 'escalation', 'load', 'pages'] as const
export type View = (typeof VIEWS)[number]

export const oncallScreen = screen('/on-call', (raw) => ({
  view: oneOf(raw['view'], VIEWS),
  /** The schedule whose calendar is shown; the first unless said. */
  schedule: text(raw['schedule']),
  /** The application whose escalation is shown; that of the console’s scope unless said. */
  of: text(raw['of']),
  /** Weeks from this one at which the calendar begins. */
  week: text(raw['week']),
  /** Opens the dialog that adds a schedule, or edits the one that is shown. */
  form: oneOf(raw['form'], ['add', 'edit']),
}))
export const pageScreen = screen('/pages/$page')
