/** What checks contribute to the console: whether an application answers, on its page. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const checksConsole: ConsolePart = {
  name: 'checks',
  follows: ['check', 'environment'],
  pages: [],
  fills: {
    'overview.checks': lazy(() => import('./overview-checks.tsx').then((module) => ({ default: module.OverviewChecks }))),
    'application.checks': lazy(() => import('./checks-panel.tsx').then((module) => ({ default: module.ChecksPanel }))),
  },
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
