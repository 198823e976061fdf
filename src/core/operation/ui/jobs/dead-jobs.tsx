/** Jobs that used up their attempts: run them again or let them go, one by one or a whole task. */
import { lazy, Suspense, useState } from 'react'
import { CircleCheckBig, Ellipsis, RotateCw, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { Menu } from '#design/overlay/menu.tsx'
import { usePages, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type DeadJob, useOperation } from '../client.ts'

const ConfirmDialog = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.ConfirmDialog })))

function columns(): readonly Column<DeadJob>[] {
  return [
    { id: 'task', title: i18n.t('Task'), width: 'minmax(140px, 1fr)', cell: (row) => <code>{row.task}</code> },
    { id: 'error', title: i18n.t('Last error'), width: 'minmax(0, 2fr)', cell: (row) => <span title={row.error}>{row.error}</span> },
    { id: 'attempts', title: i18n.t('Attempts'), width: '90px', end: true, rank: 2, cell: (row) => row.attempts },
    { id: 'failed', title: i18n.t('Failed'), width: '110px', end: true, rank: 2, cell: (row) => <RelativeTime at={row.failedAt} /> },
  ]
}

type Doomed = { readonly job: DeadJob; readonly wholeTask: boolean }

export function DeadJobs() {
  const operation = useOperation()
  const toast = useToast()
  const why = useWhyNot()('operation.jobs.write')
  const jobs = usePages(operation, 'listDeadJobs', { query: {} })
  const [doomed, setDoomed] = useState<Doomed | null>(null)
  const options = { touches: ['operation'], failed: (problem: Error) => toast({ words: problem.message, tone: 'failed' as const }) }
  const retry = useWrite((id: string) => operation.call('retryDeadJob', { params: { id } }), {
    ...options,
    done: () => toast({ words: i18n.t('The job runs again.') }),
  })
  const retryAll = useWrite((task: string) => operation.call('retryDeadJobs', { body: { task } }), {
    ...options,
    done: ({ handled }) =>
      toast({ words: i18n.t('{count, plural, one {# job runs again.} other {# jobs run again.}}', { count: handled }) }),
  })
  const discard = useWrite(
    async ({ job, wholeTask }: Doomed) => {
      if (wholeTask) await operation.call('discardDeadJobs', { body: { task: job.task } })
      else await operation.call('discardDeadJob', { params: { id: job.id } })
    },
    { ...options, done: () => setDoomed(null) },
  )
  const commands = (job: DeadJob) => [
    { id: 'retry', label: i18n.t('Run again'), icon: <RotateCw aria-hidden />, why, run: () => retry.run(job.id) },
    {
      id: 'retry-all',
      label: i18n.t('Run all of {task} again', { task: job.task }),
      icon: <RotateCw aria-hidden />,
      why,
      run: () => retryAll.run(job.task),
    },
    {
      id: 'discard',
      label: i18n.t('Discard…'),
      icon: <Trash2 aria-hidden />,
      danger: true,
      why,
      run: () => setDoomed({ job, wholeTask: false }),
    },
    {
      id: 'discard-all',
      label: i18n.t('Discard all of {task}…', { task: job.task }),
      icon: <Trash2 aria-hidden />,
      danger: true,
      why,
      run: () => setDoomed({ job, wholeTask: true }),
    },
  ]
  return (
    <Card flush title={i18n.t('Jobs that gave up')} note={i18n.t('They used up their attempts. Run them again once the cause is mended.')}>
      <DataTable
        label={i18n.t('Jobs that gave up')}
        columns={columns()}
        rows={jobs.rows}
        rowKey={(row) => row.id}
        problem={jobs.error}
        retry={jobs.refetch}
        more={jobs.more ? { load: jobs.loadMore, loading: jobs.loadingMore } : undefined}
        actions={(row) => (
          <Menu label={i18n.t('Commands for {task}', { task: row.task })} commands={commands(row)}>
            <IconButton plain size="small" label={i18n.t('Commands for {task}', { task: row.task })} icon={<Ellipsis aria-hidden />} />
          </Menu>
        )}
        empty={<EmptyState compact icon={<CircleCheckBig aria-hidden />} title={i18n.t('No job gave up.')} />}
      />
      <Suspense fallback={null}>
        {doomed ? (
          <ConfirmDialog
            title={doomed.wholeTask ? i18n.t('Discard all of {task}?', { task: doomed.job.task }) : i18n.t('Discard this job?')}
            open
            onClose={() => setDoomed(null)}
            onConfirm={() => discard.run(doomed)}
            verb={i18n.t('Discard for good')}
            {...(doomed.wholeTask ? { type: doomed.job.task } : {})}
            pending={discard.pending}
          >
            {i18n.t('What it was to do will not be done. This cannot be undone.')}
          </ConfirmDialog>
        ) : null}
      </Suspense>
    </Card>
  )
}
