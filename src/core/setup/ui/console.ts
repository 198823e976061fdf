/** What set-up contributes to the console: the page of the first visit. */
import type { ConsolePart } from '#design/navigation/part.ts'
import { setupScreen } from './screens.ts'

export const setupConsole: ConsolePart = {
  name: 'setup',
  follows: [],
  pages: [{ screen: setupScreen, permission: null, load: () => import('./setup-page.tsx').then((page) => page.SetupPage) }],
}
