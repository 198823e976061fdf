/** What logs contribute to the console: the lines of an application, on its page. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const logsConsole: ConsolePart = {
  name: 'logs',
  follows: ['log_search'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [],
  fills: {
    'application.logs': lazy(() => import('./logs-panel.tsx').then((module) => ({ default: module.LogsPanel }))),
  },
}
