/** What saved views contribute to the console: the views beside every list of records. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const viewsConsole: ConsolePart = {
  name: 'views',
  follows: ['saved_view'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [],
  fills: { 'list.views': lazy(() => import('./views-menu.tsx').then((module) => ({ default: module.ViewsMenu }))) },
}
