/** Addresses of operation's pages. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const nowScreen = screen('/')
export const auditScreen = screen('/audit', (raw) => ({
  /** Beginning of event kinds, such as `person.`. */
  about: text(raw['about']),
  actor: text(raw['actor']),
  by: oneOf(raw['by'], ['person', 'contact', 'api_key', 'system', 'nobody']),
  /** Reaches so far back. */
  span: oneOf(raw['span'], ['day', 'week', 'month']),
}))
export const integrityScreen = screen('/audit/integrity')
export const jobsScreen = screen('/jobs', (raw) => ({ tab: oneOf(raw['tab'], ['parked', 'deadlines']) }))
export const healthScreen = screen('/settings/health')
export const installationScreen = screen('/settings/installation')
