/** What monitoring contributes to the console: figures wherever a page leaves room for them. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const monitoringConsole: ConsolePart = {
  name: 'monitoring',
  follows: ['environment'],
  pages: [],
  fills: {
    'overview.figures': lazy(() => import('./overview-figures.tsx').then((module) => ({ default: module.OverviewFigures }))),
    'application.figures': lazy(() => import('./figures-panel.tsx').then((module) => ({ default: module.FiguresPanel }))),
    'now.strip': lazy(() => import('./live-strip.tsx').then((module) => ({ default: module.LiveStrip }))),
  },
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
