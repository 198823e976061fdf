/** A line as it stands in a list. */
import { cx } from '#design/class-names.ts'
import { StateShape } from '#design/state-label/state-label.tsx'
import { preciseTime } from '#design/time/format.ts'
import type { Line } from './client.ts'
import { bandWords, toneOf } from './words.ts'
import styles from './logs.module.css'

/** Time, severity, service and text; the row that holds them sets them out. */
export function LineWords({ line }: { readonly line: Line }) {
  const tone = toneOf(line.severity)
  return (
    <>
      <time className={styles['time']} dateTime={line.at}>
        {preciseTime(line.at)}
      </time>
      <span className={cx(styles['band'], tone && styles[tone])}>
        {tone ? <StateShape tone={tone} /> : null}
        {bandWords(line.severity)}
      </span>
      <span className={styles['service']}>{line.service || '–'}</span>
      <span className={styles['text']}>{line.isCut ? `${line.text}…` : line.text}</span>
    </>
  )
}
