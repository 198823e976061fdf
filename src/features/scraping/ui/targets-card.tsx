/** What Pitcrew fetches metrics from, and how that goes. */
import { lazy, Suspense, useState } from 'react'
import { Ellipsis, Plus, Radar } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { type Command, Menu } from '#design/overlay/menu.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useLive } from '#design/session/live.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { SCRAPED_TOPIC, type Target, TOUCHES, useCatalog, useScraping } from './client.ts'
import { stateWords } from './words.ts'
import styles from './scraping.module.css'

const TargetDialog = lazy(() => import('./target-dialog.tsx').then((module) => ({ default: module.TargetDialog })))
const ApproveDialog = lazy(() => import('./target-confirmations.tsx').then((module) => ({ default: module.ApproveDialog })))
const DeleteDialog = lazy(() => import('./target-confirmations.tsx').then((module) => ({ default: module.DeleteDialog })))

type Open = { readonly what: 'new' } | { readonly what: 'edit' | 'approve' | 'delete'; readonly target: Target }

export function TargetsCard({ applicationId }: { readonly applicationId: string }) {
  const allowed = useSession().permissions.has('scraping.targets.read')
  const why = useWhyNot()('scraping.targets.write')
  const targets = useRead(useScraping(), 'listTargets', { params: { id: applicationId } }, { enabled: allowed })
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: 200 } }, { enabled: allowed })
  const [open, setOpen] = useState<Open | null>(null)
  useLive(SCRAPED_TOPIC, (told) => {
    const { environmentId } = told as { readonly environmentId: string }
    if (targets.data?.items.some((one) => one.environmentId === environmentId)) void targets.refetch()
  })
  if (!allowed) return null
  const nameOf = (id: string) => environments.data?.items.find((one) => one.id === id)?.name ?? ''
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setOpen({ what: 'new' })}>
      {i18n.t('Add target')}
    </Button>
  )
  return (
    <Card
      flush
      title={i18n.t('Scrape targets')}
      note={i18n.t('What Pitcrew fetches metrics from, as Prometheus does.')}
      actions={addButton}
    >
      <DataTable
        label={i18n.t('Scrape targets')}
        columns={columns(nameOf)}
        rows={targets.data?.items}
        rowKey={(row) => row.id}
        problem={targets.error}
        retry={() => void targets.refetch()}
        actions={(row) => <TargetMenu target={row} why={why} onOpen={setOpen} />}
        empty={
          <EmptyState compact icon={<Radar aria-hidden />} title={i18n.t('Nothing is scraped yet.')} action={addButton}>
            {i18n.t('Add the address of an exporter, such as that of a node exporter, and Pitcrew fetches what it measures.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {open ? <OpenDialog open={open} applicationId={applicationId} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </Card>
  )
}

function OpenDialog({
  open,
  applicationId,
  onClose,
}: {
  readonly open: Open
  readonly applicationId: string
  readonly onClose: () => void
}) {
  if (open.what === 'new') return <TargetDialog applicationId={applicationId} target={null} onClose={onClose} />
  const { what, target } = open
  if (what === 'edit') return <TargetDialog applicationId={applicationId} target={target} onClose={onClose} />
  return what === 'approve' ? <ApproveDialog target={target} onClose={onClose} /> : <DeleteDialog target={target} onClose={onClose} />
}

function columns(environmentName: (id: string) => string): readonly Column<Target>[] {
  return [
    {
      id: 'name',
      title: i18n.t('Name'),
      width: 'minmax(160px, 1.6fr)',
      cell: (row) => (
        <span className={styles['lines']}>
          {row.name}
          <code className={styles['help']}>{row.url}</code>
        </span>
      ),
    },
    {
      id: 'environment',
      title: i18n.t('Environment'),
      width: 'minmax(90px, 1fr)',
      rank: 3,
      cell: (row) => environmentName(row.environmentId),
    },
    {
      id: 'interval',
      title: i18n.t('Every'),
      width: '80px',
      rank: 3,
      end: true,
      cell: (row) => i18n.t('{count} s', { count: row.intervalSeconds }),
    },
    { id: 'state', title: i18n.t('Last scrape'), width: 'minmax(170px, 1.6fr)', ownLine: true, cell: (row) => <LastScrape target={row} /> },
    {
      id: 'last',
      title: i18n.t('Last'),
      width: '90px',
      rank: 2,
      cell: (row) => (row.last ? <RelativeTime at={row.last.at} /> : i18n.t('never')),
    },
  ]
}

function LastScrape({ target }: { readonly target: Target }) {
  const { tone, title, help } = stateWords(target)
  return (
    <span className={styles['lines']}>
      <StateLabel tone={tone}>{title}</StateLabel>
      {help ? <span className={styles['help']}>{help}</span> : null}
    </span>
  )
}

function TargetMenu({
  target,
  why,
  onOpen,
}: {
  readonly target: Target
  readonly why: string | null
  readonly onOpen: (open: Open) => void
}) {
  const toast = useToast()
  const scraping = useScraping()
  const whyNot = useWhyNot()('scraping.targets.approve')
  const { id, name, version, state, privateAllowed } = target
  const next = state === 'active' ? 'paused' : 'active'
  const set = useWrite(() => scraping.call('setTargetState', { params: { id }, body: { state: next } }, { ifMatch: version }), {
    touches: TOUCHES,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const commands: readonly Command[] = [
    { id: 'edit', label: i18n.t('Edit'), why, run: () => onOpen({ what: 'edit', target }) },
    { id: 'state', label: next === 'paused' ? i18n.t('Pause') : i18n.t('Resume'), why, run: () => set.run(undefined) },
    {
      id: 'approve',
      label: privateAllowed ? i18n.t('End the approval') : i18n.t('Approve a private address'),
      why: whyNot,
      run: () => onOpen({ what: 'approve', target }),
    },
    { id: 'delete', label: i18n.t('Delete'), danger: true, why, run: () => onOpen({ what: 'delete', target }) },
  ]
  return (
    <Menu label={i18n.t('Commands for {name}', { name })} commands={commands}>
      <IconButton plain size="small" label={i18n.t('Commands for {name}', { name })} icon={<Ellipsis aria-hidden />} />
    </Menu>
  )
}
