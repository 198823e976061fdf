/** What links contribute to the console: cards on the page of every record. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const linksConsole: ConsolePart = {
  name: 'links',
  // A card shows title and state of another record, whatever its kind.
  follows: '*',
  pages: [],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  fills: { 'thing.links': lazy(() => import('./links-panel.tsx').then((module) => ({ default: module.LinksPanel }))) },
}
