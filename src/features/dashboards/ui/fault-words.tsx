/** What is wrong with an expression, and the place in its text. */
import { i18n } from '@lingui/core'
import type { Fault } from './client.ts'
import styles from './dashboards.module.css'

export function FaultWords({ text, faults }: { readonly text: string; readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null
  return (
    <div role="alert">
      <ul className={styles['faults']}>
        {faults.map(({ message, from, to }) => {
          const before = text.slice(0, from).split('\n')
          const line = before.length
          const column = (before.at(-1)?.length ?? 0) + 1
          return (
            <li key={`${from}-${message}`}>
              <p>{i18n.t('Line {line}, character {column}: {message}', { line, column, message })}</p>
              <code>
                {text.slice(0, from)}
                <mark>{text.slice(from, Math.max(to, from + 1)) || '␣'}</mark>
                {text.slice(Math.max(to, from + 1))}
              </code>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
