/** What records contribute to the console: the timeline of anything. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const recordsConsole: ConsolePart = {
  name: 'records',
  follows: '*',
  pages: [],
  fills: { 'thing.timeline': lazy(() => import('./timeline-panel.tsx').then((module) => ({ default: module.TimelinePanel }))) },
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
