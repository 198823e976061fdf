/** What browsers told contributes to the console: the pages of an application, on its page. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const browserConsole: ConsolePart = {
  name: 'browser',
  follows: [],
  pages: [],
  fills: {
    'overview.pages': lazy(() => import('./overview-pages.tsx').then((module) => ({ default: module.OverviewPages }))),
    'application.pages': lazy(() => import('./pages-panel.tsx').then((module) => ({ default: module.PagesPanel }))),
  },
}
