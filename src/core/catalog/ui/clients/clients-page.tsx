/** The organisations that are served. */
import { lazy, Suspense } from 'react'
import { Building2, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { SearchField } from '#design/field/text-field.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type ClientRow, useCatalog } from '../client.ts'
import { clientScreen, clientsScreen } from '../screens.ts'
import { listStateChoices, stateWords } from '../words.tsx'

const ClientDialog = lazy(() => import('./client-dialog.tsx').then((module) => ({ default: module.ClientDialog })))

function columns(): readonly Column<ClientRow>[] {
  return [
    { id: 'name', title: i18n.t('Name'), width: 'minmax(180px, 2fr)', cell: (row) => row.name },
    { id: 'applications', title: i18n.t('Applications'), width: '110px', end: true, cell: (row) => row.applicationCount },
    { id: 'zone', title: i18n.t('Time zone'), width: '190px', rank: 3, cell: (row) => row.zone ?? i18n.t('the organisation’s') },
    {
      id: 'state',
      title: i18n.t('State'),
      width: '120px',
      rank: 2,
      cell: (row) => <StateLabel tone={stateWords(row.state).tone}>{stateWords(row.state).words}</StateLabel>,
    },
    { id: 'updated', title: i18n.t('Changed'), width: '110px', end: true, rank: 2, cell: (row) => <RelativeTime at={row.updatedAt} /> },
  ]
}

export function ClientsPage() {
  const catalog = useCatalog()
  const whyNot = useWhyNot()
  const go = useGo()
  const { search, update } = useScreen(clientsScreen)
  const { q, state } = search
  const clients = usePages(catalog, 'listClients', { query: { text: q, state } })
  const why = whyNot('catalog.clients.write')
  const add = () => update({ add: 'yes' })
  useShortcut({ keys: 'C', label: i18n.t('Add client'), group: 'page', run: () => (why ? undefined : add()) })
  const filtered = q !== undefined || state !== undefined
  const addButton = (
    <Button kind="primary" icon={<Plus aria-hidden />} why={why} onClick={add} shortcut="C">
      {i18n.t('Add client')}
    </Button>
  )
  return (
    <ListLayout
      title={i18n.t('Clients')}
      actions={addButton}
      filters={
        <>
          <SearchField label={i18n.t('Search clients')} value={q ?? ''} onChange={(next) => update({ q: next || undefined })} />
          <FilterChip
            label={i18n.t('State')}
            value={state}
            choices={listStateChoices()}
            onChange={(next) => update({ state: next as typeof state })}
          />
        </>
      }
    >
      <DataTable
        label={i18n.t('Clients')}
        columns={columns()}
        rows={clients.rows}
        rowKey={(row) => row.id}
        to={(row) => href(clientScreen, { client: row.id })}
        problem={clients.error}
        retry={clients.refetch}
        more={clients.more ? { load: clients.loadMore, loading: clients.loadingMore } : undefined}
        empty={
          <EmptyState
            icon={<Building2 aria-hidden />}
            title={filtered ? i18n.t('No client fits these filters.') : i18n.t('No client yet.')}
            action={filtered ? null : addButton}
          >
            {filtered ? null : i18n.t('Only needed when you look after applications for others; your own need no client.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {search.add ? (
          <ClientDialog
            client={null}
            onClose={() => update({ add: undefined })}
            onDone={(made) => go(href(clientScreen, { client: made.id }))}
          />
        ) : null}
      </Suspense>
    </ListLayout>
  )
}
