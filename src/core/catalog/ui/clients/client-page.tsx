/** One client: its applications, its facts, its history. */
import { lazy, Suspense, useState } from 'react'
import { Archive, ArchiveRestore, Package, Pencil } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { usePages, useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Application, type ClientRow, TOUCHES, useCatalog } from '../client.ts'
import { applicationScreen, applicationsScreen, clientScreen, clientsScreen } from '../screens.ts'
import { CoverageLabel, stateWords } from '../words.tsx'

const ClientDialog = lazy(() => import('./client-dialog.tsx').then((module) => ({ default: module.ClientDialog })))

function columns(): readonly Column<Application>[] {
  return [
    { id: 'name', title: i18n.t('Name'), width: 'minmax(160px, 1.6fr)', cell: (row) => row.name },
    { id: 'url', title: i18n.t('Address'), width: 'minmax(0, 1.2fr)', rank: 2, cell: (row) => row.url ?? '–' },
    { id: 'coverage', title: i18n.t('Coverage'), width: '150px', cell: (row) => <CoverageLabel coverage={row.coverage} /> },
  ]
}

export function ClientPage() {
  const { params } = useScreen(clientScreen)
  const catalog = useCatalog()
  const { data, error, refetch } = useRead(catalog, 'readClient', { params: { id: params.client } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  return <ClientDetail client={data} />
}

function ClientDetail({ client }: { readonly client: ClientRow }) {
  const catalog = useCatalog()
  const whyNot = useWhyNot()
  const [editing, setEditing] = useState(false)
  const applications = usePages(catalog, 'listApplications', { query: { clientId: client.id } })
  const why = whyNot('catalog.clients.write')
  const state = stateWords(client.state)
  useShortcut({ keys: 'E', label: i18n.t('Edit'), group: 'page', run: () => (why ? undefined : setEditing(true)) })
  return (
    <DetailLayout
      title={client.name}
      crumbs={[{ label: i18n.t('Clients'), to: href(clientsScreen, {}) }]}
      marks={
        <StateLabel strong tone={state.tone}>
          {state.words}
        </StateLabel>
      }
      actions={
        <>
          <Button icon={<Pencil aria-hidden />} why={why} onClick={() => setEditing(true)} shortcut="E">
            {i18n.t('Edit')}
          </Button>
          <ArchiveClient client={client} why={why} />
        </>
      }
      facts={
        <>
          <Slot name="thing.plan" given={{ id: client.id }} />
          <PropertyList
            title={i18n.t('Facts')}
            properties={[
              { label: i18n.t('Time zone'), value: client.zone ?? i18n.t('the organisation’s') },
              { label: i18n.t('Short name'), value: <code>{client.slug}</code> },
              { label: i18n.t('Added'), value: <RelativeTime at={client.createdAt} /> },
              { label: i18n.t('Changed'), value: <RelativeTime at={client.updatedAt} /> },
            ]}
          />
        </>
      }
    >
      <Card flush title={i18n.t('Applications')}>
        <DataTable
          label={i18n.t('Applications')}
          columns={columns()}
          rows={applications.rows}
          rowKey={(row) => row.id}
          to={(row) => href(applicationScreen, { application: row.id })}
          problem={applications.error}
          retry={applications.refetch}
          more={applications.more ? { load: applications.loadMore, loading: applications.loadingMore } : undefined}
          empty={
            <EmptyState
              compact
              icon={<Package aria-hidden />}
              title={i18n.t('No application yet.')}
              action={
                <ButtonLink to={`${href(applicationsScreen, {}, { add: 'yes' })}&client=${client.id}`}>
                  {i18n.t('Add applications')}
                </ButtonLink>
              }
            />
          }
        />
      </Card>
      <Slot name="client.contacts" given={{ client: client.id }} />
      <Slot name="client.intake" given={{ client: client.id }} />
      <Card title={i18n.t('Timeline')}>
        <Slot name="thing.timeline" given={{ record: client.id }} />
      </Card>
      <Suspense fallback={null}>
        {editing ? <ClientDialog client={client} onClose={() => setEditing(false)} onDone={() => setEditing(false)} /> : null}
      </Suspense>
    </DetailLayout>
  )
}

function ArchiveClient({ client, why }: { readonly client: ClientRow; readonly why: string | null }) {
  const catalog = useCatalog()
  const toast = useToast()
  const set = useWrite(
    ({ state, version }: Pick<ClientRow, 'state' | 'version'>) =>
      catalog.call('setClientState', { params: { id: client.id }, body: { state } }, { ifMatch: version }),
    {
      touches: TOUCHES,
      done: (now) => {
        if (now.state !== 'archived') return
        toast({
          words: i18n.t('{name} is archived; its history and figures stay.', { name: now.name }),
          undo: () => set.run({ state: 'active', version: now.version }),
        })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  const archived = client.state === 'archived'
  return (
    <Button
      icon={archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
      why={why}
      pending={set.pending}
      onClick={() => set.run({ state: archived ? 'active' : 'archived', version: client.version })}
    >
      {archived ? i18n.t('Bring back') : i18n.t('Archive')}
    </Button>
  )
}
