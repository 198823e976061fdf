/** Duty slots of the next two weeks in which nobody could be reached, and why. */
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Card } from '#design/card/card.tsx'
import { useRead } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { absoluteTime } from '#design/time/format.ts'
import { nameOf, type Reachability, useOncall } from './client.ts'
import { TestLine } from './test-line.tsx'
import { findingWords } from './words.ts'
import styles from './oncall.module.css'

/** More are told as a number. */
const SHOWN = 6

export function Reach() {
  const { data } = useRead(useOncall(), 'readReachability', {})
  if (!data) return null
  return (
    <>
      {data.items.length > 0 ? <Slots reach={data} /> : null}
      {data.tests.length > 0 ? <Missed reach={data} /> : null}
    </>
  )
}

function Slots({ reach }: { readonly reach: Reachability }) {
  return (
    <Card
      title={i18n.t('Not reachable in the next 14 days')}
      note={i18n.t('A page in one of these times could fail to reach anybody.')}
      actions={<Badge>{String(reach.items.length)}</Badge>}
    >
      <ul className={styles['asked']}>
        {reach.items.slice(0, SHOWN).map(({ scheduleId, schedule, personId, finding, from, to }) => (
          <li key={`${scheduleId} ${from}`}>
            <span className={styles['line']}>
              <StateLabel tone={finding === 'not_tested' ? 'minor' : 'major'}>{findingWords(finding)}</StateLabel>
              <span>{[personId ? nameOf(reach.people, personId) : '', schedule].filter(Boolean).join(' · ')}</span>
            </span>
            <span className={styles['quiet']}>{i18n.t('{from} to {to}', { from: absoluteTime(from), to: absoluteTime(to) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Missed({ reach }: { readonly reach: Reachability }) {
  return (
    <Card
      title={i18n.t('Weekly test not confirmed')}
      note={i18n.t('Everybody on duty is sent a test page on each channel once a week. Nothing came back from these.')}
      actions={<Badge>{String(reach.tests.length)}</Badge>}
    >
      <ul className={styles['asked']}>
        {reach.tests.slice(0, SHOWN).map((test) => (
          <TestLine key={`${test.personId} ${test.channel} ${test.sentAt}`} test={test} name={nameOf(reach.people, test.personId)} />
        ))}
      </ul>
    </Card>
  )
}
