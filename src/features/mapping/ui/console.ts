/** What mapping contributes to the console: its rules, where telemetry sources are shown. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const mappingConsole: ConsolePart = {
  name: 'mapping',
  follows: ['environment', 'application', 'client'],
  pages: [],
  fills: {
    'intake.mapping': lazy(() => import('./mapping-cards.tsx').then((module) => ({ default: module.MappingCards }))),
  },
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
