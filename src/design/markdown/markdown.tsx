/**
 * Markdown as people wrote it. Parser and sanitiser are fetched when the first text is shown; until then, and for what they do
 * not understand, the words stand as they are.
 */
import { lazy, Suspense } from 'react'
import { i18n } from '@lingui/core'
import styles from './markdown.module.css'

/** A person named in a text. */
export interface MentionedPerson {
  readonly id: string
  readonly name: string
}

/** A record whose address stands in a text. */
export interface NamedRecord {
  readonly address: string
  readonly label: string
  readonly title: string
  readonly state: string
  readonly href: string
}

export interface MarkdownProps {
  readonly text: string
  readonly people?: readonly MentionedPerson[]
  readonly records?: readonly NamedRecord[]
}

const Rendered = lazy(() => import('./rendered.tsx').then((module) => ({ default: module.Rendered })))

export function Markdown({ text, people = [], records = [] }: MarkdownProps) {
  return (
    <Suspense fallback={<div className={styles['plain']}>{withNames(text, people)}</div>}>
      <Rendered text={text} people={people} records={records} />
    </Suspense>
  )
}

/** A text for boxes and lines: mentions by name instead of id. */
export function withNames(text: string, people: readonly MentionedPerson[]): string {
  return text.replace(/@(per_[0-9a-z]{26})/g, (_, id: string) => `@${people.find((one) => one.id === id)?.name ?? i18n.t('(erased)')}`)
}
