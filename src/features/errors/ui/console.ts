/** What errors contribute to the console: those of an application on its page, and a page for each group. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'
import { errorScreen } from './screens.ts'

export const errorsConsole: ConsolePart = {
  name: 'errors',
  follows: ['error_group'],
  pages: [{ screen: errorScreen, permission: 'errors.groups.read', load: () => import('./error-page.tsx').then((page) => page.ErrorPage) }],
  fills: {
    'overview.errors': lazy(() => import('./overview-errors.tsx').then((module) => ({ default: module.OverviewErrors }))),
    'application.errors': lazy(() => import('./errors-panel.tsx').then((module) => ({ default: module.ErrorsPanel }))),
  },
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
