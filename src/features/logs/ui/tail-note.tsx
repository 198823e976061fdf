/** What is said about lines that are followed: that it holds while somebody reads, what waits, and what was left out. */
import { Pause, Play } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { figure } from '#design/time/format.ts'
import { leftOut } from '../domain/tail.ts'
import type { Followed } from './use-tail.ts'
import styles from './logs.module.css'

interface TailNoteProps {
  readonly followed: Followed
  /** Lines that came since it was held; null: it follows. */
  readonly waiting: number | null
  readonly onResume: () => void
}

export function TailNote({ followed: { tail, problem }, waiting, onResume }: TailNoteProps) {
  const out = leftOut(tail)
  return (
    <div className={styles['tail']} data-held={waiting !== null || undefined}>
      {waiting === null ? <Play aria-hidden /> : <Pause aria-hidden />}
      <span>
        {waiting === null
          ? i18n.t('Lines are shown as they come.')
          : i18n.t('Held while you read; {lines} new lines wait.', { lines: figure(waiting, 'count') })}
        {out > 0 ? (
          <>
            {' '}
            <strong>
              {i18n.t('{lines} lines left out: more came than are shown at once. Narrow the search to see all.', {
                lines: figure(out, 'count'),
              })}
            </strong>
          </>
        ) : null}
        {problem ? ` ${problem.message}` : null}
      </span>
      {waiting === null ? null : (
        <Button size="small" onClick={onResume}>
          {i18n.t('Show new lines')}
        </Button>
      )}
    </div>
  )
}
