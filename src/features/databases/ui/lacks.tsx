/** What the user of a database may not see, each with the statements that mend it. */
import { i18n } from '@lingui/core'
import type { Lack } from './client.ts'
import { SqlText } from './sql-text.tsx'
import { lackWords } from './words.ts'
import styles from './databases.module.css'

export function Lacks({ lacks }: { readonly lacks: readonly Lack[] }) {
  if (lacks.length === 0) return null
  return (
    <ul className={styles['todo']}>
      {lacks.map((lack) => (
        <li key={`${lack.kind} ${lack.detail}`} className={styles['entry']}>
          <p>{lackWords(lack)}</p>
          {lack.fix ? <SqlText label={i18n.t('Statements that mend it')} text={lack.fix} /> : null}
        </li>
      ))}
    </ul>
  )
}
