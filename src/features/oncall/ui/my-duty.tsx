/** One's own shifts, the swaps that wait for an answer, and the calendar address. */
import { useState } from 'react'
import { CalendarCheck, CalendarPlus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { SecretDialog } from '#design/overlay/secret-dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { EmptyState, FormProblem } from '#design/states/states.tsx'
import { absoluteTime } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { nameOf, type Shift, type Swap, TOUCHES, useOncall } from './client.ts'
import { TestLine } from './test-line.tsx'
import styles from './oncall.module.css'

export function MyDuty() {
  const { data, error, refetch } = useRead(useOncall(), 'readMyDuty', {})
  return (
    <>
      {data && data.swaps.length > 0 ? (
        <Card title={i18n.t('Swaps')}>
          <ul className={styles['asked']}>
            {data.swaps.map((swap) => (
              <SwapLine key={swap.id} swap={swap} asker={nameOf(data.people, swap.askerId)} asked={nameOf(data.people, swap.askedId)} />
            ))}
          </ul>
        </Card>
      ) : null}
      {data && data.tests.length > 0 ? (
        <Card
          title={i18n.t('Weekly test')}
          note={i18n.t('Once a week each of your channels brings a test page. Acknowledge it there, so that it is known to reach you.')}
        >
          <ul className={styles['asked']}>
            {data.tests.map((test) => (
              <TestLine key={`${test.channel} ${test.sentAt}`} test={test} name={null} />
            ))}
          </ul>
        </Card>
      ) : null}
      <Card title={i18n.t('My shifts')} note={i18n.t('The next 60 days.')} actions={<FeedButton scheduleId={null} />} flush>
        <DataTable
          label={i18n.t('My shifts')}
          columns={columns()}
          rows={data?.shifts}
          rowKey={({ scheduleId, from }) => `${scheduleId} ${from}`}
          problem={error}
          retry={() => void refetch()}
          empty={
            <EmptyState icon={<CalendarCheck aria-hidden />} title={i18n.t('You are not on duty')}>
              {i18n.t('None of the duty schedules has you in the next 60 days.')}
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}

const columns = (): readonly Column<Shift>[] => [
  { id: 'schedule', title: i18n.t('Schedule'), cell: ({ schedule }) => schedule, width: 'minmax(140px, 2fr)' },
  { id: 'from', title: i18n.t('From'), cell: ({ from }) => absoluteTime(from), width: 'minmax(160px, 1.5fr)', rank: 1 },
  { id: 'to', title: i18n.t('Until'), cell: ({ to }) => absoluteTime(to), width: 'minmax(160px, 1.5fr)', rank: 2 },
  { id: 'in', title: i18n.t('Begins'), cell: ({ from }) => <RelativeTime at={from} />, width: '110px', rank: 1 },
]

function SwapLine({ swap, asker, asked }: { readonly swap: Swap; readonly asker: string; readonly asked: string }) {
  const oncall = useOncall()
  const isMine = useSession().personId === swap.askerId
  const settle = useWrite(
    (state: 'accepted' | 'declined' | 'withdrawn') => oncall.call('settleSwap', { params: { id: swap.id }, body: { state } }),
    { touches: TOUCHES },
  )
  const times = { from: absoluteTime(swap.from), to: absoluteTime(swap.to) }
  return (
    <li>
      <span>
        {isMine
          ? i18n.t('You asked {asked} to take {from} to {to}.', { asked, ...times })
          : i18n.t('{asker} asks you to take {from} to {to}.', { asker, ...times })}
      </span>
      <span className={styles['quiet']}>
        {swap.schedule}
        {swap.inReturn
          ? ` · ${i18n.t('in return for {from} to {to}', { from: absoluteTime(swap.inReturn.from), to: absoluteTime(swap.inReturn.to) })}`
          : ''}
      </span>
      <Row>
        {isMine ? (
          <Button pending={settle.pending} onClick={() => settle.run('withdrawn')}>
            {i18n.t('Withdraw')}
          </Button>
        ) : (
          <>
            <Button kind="primary" pending={settle.pending} onClick={() => settle.run('accepted')}>
              {i18n.t('Accept')}
            </Button>
            <Button onClick={() => settle.run('declined')}>{i18n.t('Decline')}</Button>
          </>
        )}
      </Row>
      <FormProblem problem={settle.problem} />
    </li>
  )
}

/** Makes a calendar address; it is shown once. */
export function FeedButton({ scheduleId }: { readonly scheduleId: string | null }) {
  const oncall = useOncall()
  const [address, setAddress] = useState<string | null>(null)
  const renew = useWrite(() => oncall.call('renewFeed', { body: { scheduleId } }), {
    touches: ['records'],
    done: ({ path }) => setAddress(new URL(path, window.location.href).href),
  })
  return (
    <>
      <Button icon={<CalendarPlus aria-hidden />} pending={renew.pending} onClick={() => renew.run(undefined)}>
        {i18n.t('Calendar address')}
      </Button>
      {address ? (
        <SecretDialog title={i18n.t('Calendar address')} secret={address} onClose={() => setAddress(null)}>
          {i18n.t('Subscribe to it in a calendar program. Whoever has the address reads the shifts; the one before stopped working.')}
        </SecretDialog>
      ) : null}
    </>
  )
}
