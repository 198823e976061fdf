/** Addresses of this part's pages. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const privacyScreen = screen('/settings/privacy', (raw) => ({
  tab: oneOf(raw['tab'], ['retention', 'consents', 'erasures']),
  /** Prefixed id of the person or contact who is looked for at once. */
  who: text(raw['who']),
}))
