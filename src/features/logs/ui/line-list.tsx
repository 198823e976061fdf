/** Lines below each other; one that is pressed opens with everything it says. */
import { i18n } from '@lingui/core'
import type { Line } from './client.ts'
import { LineDetail } from './line-detail.tsx'
import { LineWords } from './line-words.tsx'
import styles from './logs.module.css'

export interface LineListProps {
  readonly environment: string
  readonly lines: readonly Line[]
  /** The id of the line that is open. */
  readonly open: string | null
  readonly setOpen: (id: string | null) => void
}

export function LineList({ environment, lines, open, setOpen }: LineListProps) {
  return (
    <ol className={styles['list']} aria-label={i18n.t('Log lines')}>
      {lines.map((line) => (
        <li key={line.id}>
          <button
            type="button"
            className={styles['line']}
            aria-expanded={open === line.id}
            onClick={() => setOpen(open === line.id ? null : line.id)}
          >
            <LineWords line={line} />
          </button>
          {open === line.id ? <LineDetail environment={environment} line={line.id} /> : null}
        </li>
      ))}
    </ol>
  )
}
