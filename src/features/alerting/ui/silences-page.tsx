/** What is silenced, until when, by whom and why. */
import { lazy, Suspense } from 'react'
import { BellOff, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { Worded } from './alert-table.tsx'
import { type Silence, TOUCHES, useAlerting } from './client.ts'
import { alertsScreen, silencesScreen } from './screens.ts'
import { matcherWords, silenceWords } from './words.ts'
import styles from './alerting.module.css'

const SilenceDialog = lazy(() => import('./silence-dialog.tsx').then((module) => ({ default: module.SilenceDialog })))

export function SilencesPage() {
  const { search, update } = useScreen(silencesScreen)
  const alerting = useAlerting()
  const { data, error, refetch } = useRead(alerting, 'listSilences', {})
  const why = useWhyNot()('alerting.alerts.write')
  const add = (
    <Button kind="primary" icon={<Plus aria-hidden />} why={why} onClick={() => update({ add: 'yes' })}>
      {i18n.t('Silence alerts')}
    </Button>
  )
  return (
    <ListLayout title={i18n.t('Silences')} crumbs={[{ label: i18n.t('Alerts'), to: href(alertsScreen, {}) }]} actions={add}>
      <DataTable
        label={i18n.t('Silences')}
        columns={columns()}
        rows={data?.items}
        rowKey={({ id }) => id}
        actions={(row) => <EndButton silence={row} why={why} />}
        problem={error}
        retry={() => void refetch()}
        empty={
          <EmptyState icon={<BellOff aria-hidden />} title={i18n.t('Nothing is silenced.')}>
            {i18n.t('A silence keeps alerts from waking somebody for a time, such as while a host is moved.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{search.add ? <SilenceDialog onClose={() => update({ add: undefined })} /> : null}</Suspense>
    </ListLayout>
  )
}

function columns(): readonly Column<Silence>[] {
  return [
    { id: 'what', title: i18n.t('What'), width: 'minmax(200px, 3fr)', cell: (row) => <What silence={row} /> },
    { id: 'state', title: i18n.t('State'), width: '110px', cell: ({ state }) => <Worded {...silenceWords(state)} /> },
    {
      id: 'where',
      title: i18n.t('Application'),
      width: 'minmax(100px, 1fr)',
      rank: 3,
      cell: ({ application }) => application ?? i18n.t('All'),
    },
    { id: 'author', title: i18n.t('By'), width: 'minmax(100px, 1fr)', rank: 3, cell: ({ author }) => author?.name ?? '–' },
    { id: 'ends', title: i18n.t('Ends'), width: '110px', rank: 2, end: true, cell: ({ endsAt }) => <RelativeTime at={endsAt} /> },
  ]
}

function What({ silence: { matchers, comment } }: { readonly silence: Silence }) {
  return (
    <span className={styles['name']}>
      <span className={styles['title']}>{matchers.map(matcherWords).join(' · ')}</span>
      <span className={styles['quiet']}>{comment}</span>
    </span>
  )
}

function EndButton({ silence, why }: { readonly silence: Silence; readonly why: string | null }) {
  const alerting = useAlerting()
  const toast = useToast()
  const end = useWrite(() => alerting.call('endSilence', { params: { id: silence.id } }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('The silence is over.') }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  if (silence.state === 'over') return null
  return (
    <Button size="small" why={why} pending={end.pending} onClick={() => end.run(undefined)}>
      {i18n.t('End now')}
    </Button>
  )
}
