/** What databases contribute to the console: a list on the page of an application, and a page for each. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'
import { databaseScreen } from './screens.ts'

export const databasesConsole: ConsolePart = {
  name: 'databases',
  follows: ['environment'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    {
      screen: databaseScreen,
      permission: 'databases.databases.read',
      load: () => import('./database-page.tsx').then((page) => page.DatabasePage),
    },
  ],
  fills: {
    'overview.queries': lazy(() => import('./overview-queries.tsx').then((module) => ({ default: module.OverviewQueries }))),
    'application.databases': lazy(() => import('./databases-panel.tsx').then((module) => ({ default: module.DatabasesPanel }))),
  },
}
