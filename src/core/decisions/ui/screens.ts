/** Addresses of the pages of decisions. */
import { oneOf, screen } from '#design/navigation/screen.ts'

export const decisionStates = ['open', 'decided', 'superseded'] as const

export const decisionsScreen = screen('/decisions', (raw) => ({
  state: oneOf(raw['state'], decisionStates),
  mine: oneOf(raw['mine'], ['yes']),
  /** Opens the dialog that asks a question. */
  ask: oneOf(raw['ask'], ['yes']),
}))
export const decisionScreen = screen('/decisions/$decision')
