/** Addresses of the catalog's pages. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const listStates = ['archived', 'all'] as const
export const applicationTabs = [
  'components',
  'features',
  'environments',
  'incidents',
  'alerts',
  'figures',
  'checks',
  'pages',
  'errors',
  'telemetry',
  'logs',
  'traces',
  'databases',
  'resources',
  'activity',
  'windows',
  'status_pages',
  'timeline',
] as const

export const applicationsScreen = screen('/applications', (raw) => ({
  q: text(raw['q']),
  state: oneOf(raw['state'], listStates),
  /** Opens the dialog that adds applications. */
  add: oneOf(raw['add'], ['yes']),
}))
export const applicationScreen = screen('/applications/$application', (raw) => ({
  tab: oneOf(raw['tab'], applicationTabs),
  component: text(raw['component']),
  /** What the overview is of, by its prefixed id; the first in production unless said. */
  environment: text(raw['environment']),
  /** The signal that a new rule is about, and its limit; opens the dialog that adds one. */
  rule: text(raw['rule']),
  above: text(raw['above']),
}))
export const clientsScreen = screen('/clients', (raw) => ({
  q: text(raw['q']),
  state: oneOf(raw['state'], listStates),
  add: oneOf(raw['add'], ['yes']),
}))
export const clientScreen = screen('/clients/$client')
