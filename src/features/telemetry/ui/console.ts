/** What telemetry contributes to the console: what arrives, on the page of an application. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const telemetryConsole: ConsolePart = {
  name: 'telemetry',
  follows: ['environment'],
  pages: [],
  fills: {
    'application.intake': lazy(() => import('./intake-panel.tsx').then((module) => ({ default: module.IntakePanel }))),
  },
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
