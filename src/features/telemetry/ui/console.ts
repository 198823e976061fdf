/** What telemetry contributes to the console: what arrives, on the page of an application, and who sends for a client. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const telemetryConsole: ConsolePart = {
  name: 'telemetry',
  follows: ['environment'],
  pages: [],
  fills: {
    'application.intake': lazy(() => import('./intake-panel.tsx').then((module) => ({ default: module.IntakePanel }))),
    'client.intake': lazy(() => import('./client-keys.tsx').then((module) => ({ default: module.ClientKeys }))),
  },
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
