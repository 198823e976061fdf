/** The playbooks of an application, with those of all applications. */
import { lazy, Suspense, useState } from 'react'
import { ListChecks, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { ConfirmDialog } from '#design/overlay/dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { TOUCHES, useCatalog, useIncidents } from './client.ts'
import { fitsWords, stepsWords, type Playbook } from './playbooks.ts'
import styles from './incidents.module.css'

const PlaybookDialog = lazy(() => import('./playbook-dialog.tsx').then((module) => ({ default: module.PlaybookDialog })))

type Open = { readonly what: 'new' } | { readonly what: 'edit' | 'remove'; readonly playbook: Playbook }

export function PlaybooksCard({ applicationId }: { readonly applicationId: string }) {
  const [open, setOpen] = useState<Open | null>(null)
  const why = useWhyNot()('incidents.playbooks.write')
  const { data, error, refetch } = useRead(useIncidents(), 'listPlaybooks', { query: { applicationId } })
  const components = useRead(useCatalog(), 'listComponents', { query: { applicationId, limit: 200 } })
  const nameOf = (id: string) => components.data?.items.find((component) => component.id === id)?.name ?? ''
  const add = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setOpen({ what: 'new' })}>
      {i18n.t('Write playbook')}
    </Button>
  )
  const close = () => setOpen(null)
  return (
    <Card flush title={i18n.t('Playbooks')} note={i18n.t('Steps that are known before anything happens.')} actions={add}>
      <DataTable
        label={i18n.t('Playbooks')}
        columns={columns(nameOf)}
        rows={data?.items}
        rowKey={({ id }) => id}
        actions={(playbook) => <Buttons playbook={playbook} why={why} onOpen={(what) => setOpen({ what, playbook })} />}
        problem={error}
        retry={() => void refetch()}
        empty={
          <EmptyState compact icon={<ListChecks aria-hidden />} title={i18n.t('No playbook yet')} action={add}>
            {i18n.t('Who does what, in which order, when something like it happens: with one press its steps are tasks of the incident.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {open?.what === 'new' ? <PlaybookDialog applicationId={applicationId} playbook={null} onClose={close} /> : null}
        {open?.what === 'edit' ? <PlaybookDialog applicationId={applicationId} playbook={open.playbook} onClose={close} /> : null}
      </Suspense>
      {open?.what === 'remove' ? <RemoveDialog playbook={open.playbook} onClose={close} /> : null}
    </Card>
  )
}

interface ButtonsProps {
  readonly playbook: Playbook
  readonly why: string | null
  readonly onOpen: (what: 'edit' | 'remove') => void
}

function Buttons({ playbook: { name, canChange }, why, onOpen }: ButtonsProps) {
  const whyNot = canChange ? null : (why ?? i18n.t('It is of all applications; who may write for all of them changes it.'))
  return (
    <>
      <Button size="small" kind="quiet" why={whyNot} aria-label={i18n.t('Edit {name}', { name })} onClick={() => onOpen('edit')}>
        {i18n.t('Edit')}
      </Button>
      <Button size="small" kind="quiet" why={whyNot} aria-label={i18n.t('Remove {name}', { name })} onClick={() => onOpen('remove')}>
        {i18n.t('Remove')}
      </Button>
    </>
  )
}

function RemoveDialog({ playbook: { id, name }, onClose }: { readonly playbook: Playbook; readonly onClose: () => void }) {
  const incidents = useIncidents()
  const toast = useToast()
  const remove = useWrite(() => incidents.call('removePlaybook', { params: { id } }), {
    touches: TOUCHES,
    done: onClose,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('Remove the playbook {name}?', { name })}
      open
      onClose={onClose}
      onConfirm={() => remove.run(undefined)}
      verb={i18n.t('Remove')}
      pending={remove.pending}
    >
      {i18n.t('Tasks that came from it stay.')}
    </ConfirmDialog>
  )
}

function columns(nameOf: (component: string) => string): readonly Column<Playbook>[] {
  return [
    {
      id: 'name',
      title: i18n.t('Name'),
      width: 'minmax(180px, 2fr)',
      cell: ({ name, applicationId }) => (
        <span className={styles['named']}>
          {name}
          {applicationId === null ? <Badge>{i18n.t('All applications')}</Badge> : null}
        </span>
      ),
    },
    { id: 'fits', title: i18n.t('Suggested for'), width: 'minmax(140px, 1fr)', rank: 2, cell: ({ fits }) => fitsWords(fits, nameOf) },
    { id: 'steps', title: i18n.t('Steps'), width: '100px', rank: 3, cell: ({ steps }) => stepsWords(steps.length) },
  ]
}
