/** Which tools send their alerts to an application, how much comes, and what was refused and why. */
import { lazy, Suspense, useState } from 'react'
import { Inbox, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Made, type Source, TOUCHES, useIntakes } from './client.ts'
import { kindWords, refusalWords } from './words.ts'
import styles from './intakes.module.css'

const NewSourceDialog = lazy(() => import('./new-source-dialog.tsx').then((module) => ({ default: module.NewSourceDialog })))
const MadeDialog = lazy(() => import('./new-source-dialog.tsx').then((module) => ({ default: module.MadeDialog })))
const SourceDialog = lazy(() => import('./source-dialog.tsx').then((module) => ({ default: module.SourceDialog })))
const ConfirmDialog = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.ConfirmDialog })))

type Open =
  | { readonly what: 'new' }
  | { readonly what: 'edit' | 'renew' | 'remove'; readonly source: Source }
  | { readonly what: 'made'; readonly made: Made }

export function SourcesCard({ applicationId }: { readonly applicationId: string }) {
  const allowed = useSession().permissions.has('intakes.sources.read')
  const why = useWhyNot()('intakes.sources.write')
  const [open, setOpen] = useState<Open | null>(null)
  const { data, error, refetch } = useRead(useIntakes(), 'listSources', { params: { id: applicationId } }, { enabled: allowed })
  if (!allowed) return null
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setOpen({ what: 'new' })}>
      {i18n.t('Add source')}
    </Button>
  )
  return (
    <Card flush title={i18n.t('Alert sources')} note={i18n.t('Other tools whose alerts are paged as our own are.')} actions={addButton}>
      <DataTable
        label={i18n.t('Alert sources')}
        columns={columns()}
        rows={data?.items}
        rowKey={({ id }) => id}
        actions={(source) => <SourceButtons source={source} why={why} onOpen={(what) => setOpen({ what, source })} />}
        problem={error}
        retry={() => void refetch()}
        empty={
          <EmptyState compact icon={<Inbox aria-hidden />} title={i18n.t('No other tool sends here.')} action={addButton}>
            {i18n.t('Prometheus, Grafana, Sentry, Uptime Kuma, whatever speaks to PagerDuty, or any webhook.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{open ? <Opened open={open} applicationId={applicationId} onOpen={setOpen} /> : null}</Suspense>
    </Card>
  )
}

interface OpenedProps {
  readonly open: Open
  readonly applicationId: string
  readonly onOpen: (open: Open | null) => void
}

function Opened({ open, applicationId, onOpen }: OpenedProps) {
  const onClose = () => onOpen(null)
  if (open.what === 'new') return <NewSourceDialog applicationId={applicationId} onClose={onClose} />
  if (open.what === 'made') return <MadeDialog made={open.made} onClose={onClose} />
  if (open.what === 'edit') return <SourceDialog applicationId={applicationId} source={open.source} onClose={onClose} />
  if (open.what === 'renew') return <RenewDialog source={open.source} onClose={onClose} onMade={(made) => onOpen({ what: 'made', made })} />
  return <RemoveDialog source={open.source} onClose={onClose} />
}

interface SourceButtonsProps {
  readonly source: Source
  readonly why: string | null
  readonly onOpen: (what: 'edit' | 'renew' | 'remove') => void
}

function SourceButtons({ source: { id, name }, why, onOpen }: SourceButtonsProps) {
  const intakes = useIntakes()
  const toast = useToast()
  const test = useWrite(() => intakes.call('testSource', { params: { id } }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('A test of {name} has arrived; it is over after five minutes.', { name }) }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const button = (label: string, named: string, press: () => void, pending = false) => (
    <Button size="small" kind="quiet" why={why} pending={pending} onClick={press} aria-label={named}>
      {label}
    </Button>
  )
  return (
    <>
      {button(i18n.t('Test'), i18n.t('Send a test through {name}', { name }), () => test.run(undefined), test.pending)}
      {button(i18n.t('Settings'), i18n.t('Settings of {name}', { name }), () => onOpen('edit'))}
      {button(i18n.t('New secret'), i18n.t('New secret of {name}', { name }), () => onOpen('renew'))}
      {button(i18n.t('Remove'), i18n.t('Remove {name}', { name }), () => onOpen('remove'))}
    </>
  )
}

interface DialogProps {
  readonly source: Source
  readonly onClose: () => void
}

function RenewDialog({ source: { id, name }, onClose, onMade }: DialogProps & { readonly onMade: (made: Made) => void }) {
  const intakes = useIntakes()
  const toast = useToast()
  const renew = useWrite(() => intakes.call('renewSource', { params: { id } }), {
    touches: TOUCHES,
    done: onMade,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('Give {name} another secret?', { name })}
      open
      onClose={onClose}
      onConfirm={() => renew.run(undefined)}
      verb={i18n.t('New secret')}
      pending={renew.pending}
    >
      {i18n.t('What sends with the secret before is refused from this moment on.')}
    </ConfirmDialog>
  )
}

function RemoveDialog({ source: { id, name }, onClose }: DialogProps) {
  const intakes = useIntakes()
  const toast = useToast()
  const remove = useWrite(() => intakes.call('removeSource', { params: { id } }), {
    touches: TOUCHES,
    done: () => {
      onClose()
      toast({ words: i18n.t('The alert source {name} is removed.', { name }) })
    },
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('Remove {name}?', { name })}
      open
      onClose={onClose}
      onConfirm={() => remove.run(undefined)}
      verb={i18n.t('Remove')}
      pending={remove.pending}
    >
      {i18n.t('What it sends is refused from this moment on, and its open alerts end.')}
    </ConfirmDialog>
  )
}

const takenOf = ({ taken }: Source): number => taken.reduce((sum, { alerts }) => sum + alerts, 0)

function columns(): readonly Column<Source>[] {
  return [
    {
      id: 'name',
      title: i18n.t('Name'),
      width: 'minmax(160px, 2fr)',
      cell: (row) => (
        <span className={styles['name']}>
          {row.name}
          <span className={styles['quiet']}>{`${kindWords(row.kind)} · ${row.environment}`}</span>
          {row.refused.map(({ reason, alerts }) => (
            <span key={reason} className={styles['quiet']}>
              {i18n.t('{count} refused: {why}', { count: alerts, why: refusalWords(reason) })}
            </span>
          ))}
        </span>
      ),
    },
    { id: 'open', title: i18n.t('Open'), width: '80px', end: true, rank: 2, cell: (row) => figure(row.openAlerts, 'count') },
    { id: 'taken', title: i18n.t('In 24 hours'), width: '100px', end: true, rank: 2, cell: (row) => figure(takenOf(row), 'count') },
    {
      id: 'last',
      title: i18n.t('Last'),
      width: '90px',
      cell: (row) => (row.lastReceivedAt ? <RelativeTime at={row.lastReceivedAt} /> : i18n.t('never')),
    },
  ]
}
