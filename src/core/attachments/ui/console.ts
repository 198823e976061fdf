/** What attachments contribute to the console: files on the page of every record, and in the box for comments. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'

export const attachmentsConsole: ConsolePart = {
  name: 'attachments',
  follows: '*',
  pages: [],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  fills: {
    'thing.files': lazy(() => import('./files-card.tsx').then((module) => ({ default: module.FilesCard }))),
    'comment.files': lazy(() => import('./comment-files.tsx').then((module) => ({ default: module.CommentFiles }))),
    'timeline.attachment': lazy(() => import('./timeline-file.tsx').then((module) => ({ default: module.TimelineFile }))),
  },
}
