/** Addresses of alerting. */
import { oneOf, screen } from '#design/navigation/screen.ts'
import { ALERT_STATES, SEVERITIES } from '../domain/words.ts'

export const SHOWN_STATES = [...ALERT_STATES, 'all'] as const

export const alertsScreen = screen('/alerts', (raw) => ({
  /** Those that fire or are acknowledged unless said. */
  state: oneOf(raw['state'], SHOWN_STATES),
  severity: oneOf(raw['severity'], SEVERITIES),
}))
export const alertScreen = screen('/alerts/$alert')
export const silencesScreen = screen('/silences', (raw) => ({
  /** Opens the dialog that adds one. */
  add: oneOf(raw['add'], ['yes']),
}))
