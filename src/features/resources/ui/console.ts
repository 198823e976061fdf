/** What resources contribute to the console: a tab on the page of an application, and a page for each audit. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'
import { auditScreen } from './screens.ts'

export const resourcesConsole: ConsolePart = {
  name: 'resources',
  follows: ['environment'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    {
      screen: auditScreen,
      permission: 'resources.findings.read',
      load: () => import('./audit-page.tsx').then((page) => page.AuditPage),
    },
  ],
  fills: {
    'application.resources': lazy(() => import('./resources-panel.tsx').then((module) => ({ default: module.ResourcesPanel }))),
  },
}
