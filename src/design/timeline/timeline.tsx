/** What happened to one thing, the latest first, one line each, in the words of the log. */
import type { ReactNode } from 'react'
import { Avatar } from '../avatar/avatar.tsx'
import { RelativeTime } from '../time/relative-time.tsx'
import styles from './timeline.module.css'

export interface TimelineEntry {
  readonly key: string
  readonly actor: string
  /** Whether a person did it; machines get a plain mark. */
  readonly personal: boolean
  readonly sentence: ReactNode
  readonly at: string
  readonly detail?: ReactNode
}

export function Timeline({ label, entries }: { readonly label: string; readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles['timeline']} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.key} className={styles['entry']}>
          <span className={styles['mark']}>
            {entry.personal ? <Avatar name={entry.actor} size="small" /> : <span className={styles['dot']} />}
          </span>
          <div className={styles['words']}>
            <span className={styles['actor']}>{entry.actor}</span> {entry.sentence}
            {entry.detail ? <div className={styles['detail']}>{entry.detail}</div> : null}
          </div>
          <span className={styles['when']}>
            <RelativeTime at={entry.at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
