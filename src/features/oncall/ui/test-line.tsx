/** What has become of the weekly test of one channel. */
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { WeeklyTest } from './client.ts'
import { channelWords, reasonWords, testState } from './words.ts'
import styles from './oncall.module.css'

/** `name`: whose channel it is; null where it is the reader's own. */
export function TestLine({ test, name }: { readonly test: WeeklyTest; readonly name: string | null }) {
  const { tone, words } = testState(test.state)
  return (
    <li>
      <span className={styles['line']}>
        <StateLabel tone={tone}>{words}</StateLabel>
        <span>{[name, channelWords(test.channel)].filter(Boolean).join(' · ')}</span>
        <span className={styles['quiet']}>
          <RelativeTime at={test.sentAt} />
        </span>
      </span>
      {test.reason ? <span className={styles['quiet']}>{reasonWords(test.reason)}</span> : null}
    </li>
  )
}
