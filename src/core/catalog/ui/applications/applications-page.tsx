/** Everything that is kept running. */
import { lazy, Suspense } from 'react'
import { Package, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { SearchField } from '#design/field/text-field.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { href, useScreen } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type Application, useCatalog } from '../client.ts'
import { applicationScreen, applicationsScreen } from '../screens.ts'
import { CoverageLabel, listStateChoices } from '../words.tsx'
import styles from './applications.module.css'

const AddDialog = lazy(() => import('./add-applications-dialog.tsx').then((module) => ({ default: module.AddApplicationsDialog })))

/** Columns of the client and the owner come first to go: a small team has neither. */
function columns(withClient: boolean): readonly Column<Application>[] {
  return [
    { id: 'name', title: i18n.t('Name'), width: 'minmax(220px, 2fr)', cell: (row) => <ApplicationName application={row} /> },
    ...(withClient
      ? [
          {
            id: 'client',
            title: i18n.t('Client'),
            width: 'minmax(0, 1fr)',
            rank: 3 as const,
            cell: (row: Application) => row.client?.name ?? '–',
          },
        ]
      : []),
    { id: 'owner', title: i18n.t('Owner'), width: 'minmax(0, 1fr)', rank: 3, cell: (row) => ownerOf(row) },
    { id: 'coverage', title: i18n.t('Coverage'), width: '150px', cell: (row) => <CoverageLabel coverage={row.coverage} /> },
    { id: 'components', title: i18n.t('Components'), width: '100px', end: true, rank: 2, cell: (row) => row.componentCount },
    { id: 'updated', title: i18n.t('Changed'), width: '110px', end: true, rank: 2, cell: (row) => <RelativeTime at={row.updatedAt} /> },
  ]
}

function ownerOf({ owners }: Application) {
  const owner = owners.find((one) => one.part === 'owner')
  return owner ? <PersonName name={owner.name} note={owners.length > 1 ? `+${owners.length - 1}` : undefined} /> : '–'
}

function ApplicationName({ application }: { readonly application: Application }) {
  return (
    <span className={styles['name']}>
      <span>{application.name}</span>
      {application.kind === 'self' ? <Badge tone="accent">{i18n.t('this installation')}</Badge> : null}
      {application.state === 'archived' ? <Badge tone="outline">{i18n.t('Archived')}</Badge> : null}
      {application.url ? <span className={styles['url']}>{application.url.replace(/^https?:\/\/|\/$/g, '')}</span> : null}
    </span>
  )
}

export function ApplicationsPage() {
  const catalog = useCatalog()
  const scope = useScope()
  const whyNot = useWhyNot()
  const { search, update } = useScreen(applicationsScreen)
  const { q, state } = search
  const applications = usePages(catalog, 'listApplications', { query: { text: q, state, clientId: scope.clientId } })
  const why = whyNot('catalog.applications.write')
  const add = () => update({ add: 'yes' })
  useShortcut({ keys: 'C', label: i18n.t('Add applications'), group: 'page', run: () => (why ? undefined : add()) })
  const filtered = q !== undefined || state !== undefined
  const addButton = (
    <Button kind="primary" icon={<Plus aria-hidden />} why={why} onClick={add} shortcut="C">
      {i18n.t('Add applications')}
    </Button>
  )
  return (
    <ListLayout
      title={i18n.t('Applications')}
      actions={addButton}
      filters={
        <>
          <SearchField label={i18n.t('Search applications')} value={q ?? ''} onChange={(next) => update({ q: next || undefined })} />
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
        label={i18n.t('Applications')}
        columns={columns(scope.clients.length > 0)}
        rows={applications.rows?.filter((row) => !scope.applicationId || row.id === scope.applicationId)}
        rowKey={(row) => row.id}
        to={(row) => href(applicationScreen, { application: row.id })}
        problem={applications.error}
        retry={applications.refetch}
        more={applications.more ? { load: applications.loadMore, loading: applications.loadingMore } : undefined}
        empty={
          <EmptyState
            icon={<Package aria-hidden />}
            title={filtered ? i18n.t('No application fits these filters.') : i18n.t('No application yet.')}
            action={
              filtered ? <Button onClick={() => update({ q: undefined, state: undefined })}>{i18n.t('Remove filters')}</Button> : addButton
            }
          >
            {filtered ? null : i18n.t('Paste the addresses of what you keep running; each becomes an application.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{search.add ? <AddDialog onClose={() => update({ add: undefined })} /> : null}</Suspense>
    </ListLayout>
  )
}
