/** The times of a window: those that come can be left out or moved, that under way extended or ended, those past tell what they did. */
import { lazy, Suspense, useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { useWrite } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { nowMs } from '#design/time/now.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type Occurrence, TOUCHES, useMaintenance, type WindowDetail } from './client.ts'
import { spanWords, stateWords, verdictWords } from './words.ts'
import styles from './maintenance.module.css'

const MoveDialog = lazy(() => import('./move-dialog.tsx').then((module) => ({ default: module.MoveDialog })))

export function Occurrences({ window, why }: { readonly window: WindowDetail; readonly why: string | null }) {
  const maintenance = useMaintenance()
  const toast = useToast()
  const [moving, setMoving] = useState<Occurrence | null>(null)
  const change = useWrite(
    ({ id, body }: { id: string; body: { isSkipped?: boolean; endsAt?: string } }) =>
      maintenance.call('changeOccurrence', { params: { id: window.id, occurrence: id }, body }),
    { touches: TOUCHES, failed: (problem) => toast({ words: problem.message, tone: 'failed' }) },
  )
  const actions = (one: Occurrence) => {
    const isFuture = one.state === 'planned' || one.state === 'skipped'
    return (
      <Row>
        {one.state === 'under_way' ? (
          <Button size="small" why={why} onClick={() => change.run({ id: one.id, body: { endsAt: new Date(nowMs()).toISOString() } })}>
            {i18n.t('End now')}
          </Button>
        ) : null}
        {one.state === 'planned' || one.state === 'under_way' ? (
          <Button size="small" why={why} onClick={() => setMoving(one)}>
            {one.state === 'planned' ? i18n.t('Move') : i18n.t('Extend')}
          </Button>
        ) : null}
        {isFuture ? (
          <Button size="small" why={why} onClick={() => change.run({ id: one.id, body: { isSkipped: one.state === 'planned' } })}>
            {one.state === 'planned' ? i18n.t('Leave out') : i18n.t('Take back in')}
          </Button>
        ) : null}
      </Row>
    )
  }
  return (
    <Card
      flush
      title={i18n.t('Times')}
      note={i18n.t('A quarter of an hour after each end it is decided by checks and alerts whether the window stayed inside.')}
    >
      <DataTable
        label={i18n.t('Times')}
        columns={columns()}
        rows={window.occurrences}
        rowKey={({ id }) => id}
        actions={actions}
        empty={<EmptyState compact title={i18n.t('It takes place no more.')} />}
      />
      {moving ? (
        <Suspense fallback={null}>
          <MoveDialog windowId={window.id} occurrence={moving} onClose={() => setMoving(null)} />
        </Suspense>
      ) : null}
    </Card>
  )
}

function columns(): readonly Column<Occurrence>[] {
  return [
    {
      id: 'time',
      title: i18n.t('Time'),
      width: 'minmax(200px, 2fr)',
      cell: (one) => (
        <span className={styles['time']}>
          {spanWords(one)}
          {one.isMoved ? <span className={styles['quiet']}>{i18n.t('moved')}</span> : null}
        </span>
      ),
    },
    {
      id: 'state',
      title: i18n.t('State'),
      width: '120px',
      cell: ({ state }) => <StateLabel tone={stateWords(state).tone}>{stateWords(state).words}</StateLabel>,
    },
    { id: 'verdict', title: i18n.t('Stayed inside?'), width: 'minmax(160px, 2fr)', cell: (one) => <Verdict one={one} /> },
  ]
}

function Verdict({ one }: { readonly one: Occurrence }) {
  if (one.verdict === null) return <>–</>
  const { tone, words } = verdictWords(one.verdict)
  return (
    <span className={styles['time']}>
      <StateLabel tone={tone}>{words}</StateLabel>
      {one.checksDownBefore === null || one.checksDownAfter === null ? null : (
        <span className={styles['evidence']}>
          {i18n.t('Checks down before {before}, after {after}', { before: one.checksDownBefore, after: one.checksDownAfter })}
        </span>
      )}
      {one.evidence.map(({ id, title, isWithin }) => (
        <span key={id} className={styles['evidence']}>
          {isWithin ? title : i18n.t('{title} (not covered)', { title })}
        </span>
      ))}
    </span>
  )
}
