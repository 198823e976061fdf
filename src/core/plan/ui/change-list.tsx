/** A diff of values: what was, what is. */
import { i18n } from '@lingui/core'
import type { Value } from './client.ts'
import { leafAt, useReading } from './reading.ts'
import { tellValue } from './value-words.ts'
import styles from './plan.module.css'

export interface ShownChange {
  readonly path: string
  readonly before: Value | null
  readonly after: Value | null
}

export function ChangeList({ changes }: { readonly changes: readonly ShownChange[] }) {
  const reading = useReading()
  const words = (path: string, value: Value | null) => {
    const leaf = leafAt(path)
    if (value === null) return i18n.t('inherited')
    return leaf ? tellValue(reading, leaf, value) : i18n.t('taken away')
  }
  if (changes.length === 0) return <p className={styles['hint']}>{i18n.t('No value changed; only comments did.')}</p>
  return (
    <ul className={styles['changes']}>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <code>{path}</code>
          <span>
            <del>{words(path, before)}</del> → <ins>{words(path, after)}</ins>
          </span>
        </li>
      ))}
    </ul>
  )
}
