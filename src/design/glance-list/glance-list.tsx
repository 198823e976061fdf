/** The first few of a list at a glance, each leading to its page: on overviews, where a table would be too much. */
import type { ReactNode } from 'react'
import { Link } from '../link/link.tsx'
import styles from './glance-list.module.css'

export interface GlanceRow {
  readonly key: string
  readonly title: string
  /** One quiet line below. */
  readonly note?: ReactNode
  /** What one compares at the end of the row. */
  readonly end?: ReactNode
  /** Without one it leads nowhere. */
  readonly to?: string
}

export function GlanceList({ label, rows }: { readonly label: string; readonly rows: readonly GlanceRow[] }) {
  return (
    <ul className={styles['list']} aria-label={label}>
      {rows.map(({ key, title, note, end, to }) => (
        <li key={key} className={styles['row']}>
          <div className={styles['words']}>
            {to === undefined ? (
              <span className={styles['title']}>{title}</span>
            ) : (
              <Link bare to={to} className={styles['title']}>
                {title}
              </Link>
            )}
            {note ? <span className={styles['note']}>{note}</span> : null}
          </div>
          {end ? <div className={styles['end']}>{end}</div> : null}
        </li>
      ))}
    </ul>
  )
}
