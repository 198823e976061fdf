/** Addresses of errors: the list on the page of an application, and a page for each group. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'
import { LEVELS } from '../domain/event.ts'

export const SHOWN_STATES = ['resolved', 'ignored', 'merged', 'all'] as const

export const errorsScreen = screen('/applications/$application', (raw) => ({
  text: text(raw['text']),
  /** Open ones unless said. */
  state: oneOf(raw['state'], SHOWN_STATES),
  level: oneOf(raw['level'], LEVELS),
  environment: text(raw['environment']),
  release: text(raw['release']),
}))

export const errorScreen = screen('/errors/$group', (raw) => ({
  /** The error that is looked at; the latest unless said. */
  error: text(raw['error']),
}))
