/** What scraping contributes to the console: what is fetched, among what arrives of an application. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const scrapingConsole: ConsolePart = {
  name: 'scraping',
  follows: ['environment'],
  pages: [],
  fills: {
    'intake.scraping': lazy(() => import('./targets-card.tsx').then((module) => ({ default: module.TargetsCard }))),
  },
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
