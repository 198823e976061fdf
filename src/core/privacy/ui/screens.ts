/** Addresses of this part's pages. */
import { oneOf, screen } from '#design/navigation/screen.ts'

export const privacyScreen = screen('/settings/privacy', (raw) => ({ tab: oneOf(raw['tab'], ['retention', 'consents', 'erasures']) }))
