/** What intakes contribute to the console: who sends alerts, among the alerts of an application, and what they said of one. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const intakesConsole: ConsolePart = {
  name: 'intakes',
  follows: ['environment', 'alert'],
  pages: [],
  fills: {
    'alerts.sources': lazy(() => import('./sources-card.tsx').then((module) => ({ default: module.SourcesCard }))),
    'alert.origin': lazy(() => import('./origin-card.tsx').then((module) => ({ default: module.OriginCard }))),
  },
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
