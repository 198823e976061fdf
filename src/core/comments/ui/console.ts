/** What comments contribute to the console: places on the page of every record. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const commentsConsole: ConsolePart = {
  name: 'comments',
  follows: '*',
  pages: [],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  fills: {
    'thing.comments': lazy(() => import('./composer.tsx').then((module) => ({ default: module.Composer }))),
    'timeline.comment': lazy(() => import('./comment-view.tsx').then((module) => ({ default: module.CommentView }))),
    'thing.watchers': lazy(() => import('./watchers-panel.tsx').then((module) => ({ default: module.WatchersPanel }))),
  },
}
