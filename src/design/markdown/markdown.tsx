/**
 * Markdown as people wrote it. Parser and sanitiser are fetched when the first text is shown; until then, and for what they do
 * not understand, the words stand as they are.
 */
import { lazy, Suspense } from 'react'
import { type MarkdownProps, withNames } from './names.ts'
import styles from './markdown.module.css'

const Rendered = lazy(() => import('./rendered.tsx').then((module) => ({ default: module.Rendered })))

export function Markdown({ text, people = [], records = [] }: MarkdownProps) {
  return (
    <Suspense fallback={<div className={styles['plain']}>{withNames(text, people)}</div>}>
      <Rendered text={text} people={people} records={records} />
    </Suspense>
  )
}
