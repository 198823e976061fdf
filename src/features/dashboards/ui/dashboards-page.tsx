/** The dashboards that somebody made, and those that are there by themselves. */
import { lazy, Suspense } from 'react'
import { LayoutDashboard, Plus, Upload } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { GlanceList } from '#design/glance-list/glance-list.tsx'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { nameIn, useScope, type Scope } from '#design/navigation/scope.ts'
import { useRead } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useCatalog, useDashboards, type DashboardRow } from './client.ts'
import { dashboardScreen, dashboardsScreen, standardScreen } from './screens.ts'
import { useStandard } from './standard.ts'
import { standardPanelWords, standardWords } from './words.ts'

const NewDialog = lazy(() => import('./new-dialog.tsx').then((module) => ({ default: module.NewDialog })))

export function DashboardsPage() {
  const { search, update } = useScreen(dashboardsScreen)
  const scope = useScope()
  const query = scope.applicationId ? { applicationId: scope.applicationId } : {}
  const { data, error, refetch } = useRead(useDashboards(), 'listDashboards', { query })
  const why = useWhyNot()('dashboards.dashboards.write')
  const add = (
    <Button kind="primary" icon={<Plus aria-hidden />} why={why} onClick={() => update({ add: 'yes' })}>
      {i18n.t('New dashboard')}
    </Button>
  )
  return (
    <PageLayout
      title={i18n.t('Dashboards')}
      actions={
        <>
          <Button icon={<Upload aria-hidden />} why={why} onClick={() => update({ add: 'file' })}>
            {i18n.t('Import')}
          </Button>
          {add}
        </>
      }
    >
      <Card flush title={i18n.t('Made here')}>
        <DataTable
          label={i18n.t('Dashboards')}
          columns={columns(scope)}
          rows={data?.items}
          rowKey={({ id }) => id}
          to={({ id }) => href(dashboardScreen, { dashboard: id })}
          problem={error}
          retry={() => void refetch()}
          empty={
            <EmptyState compact icon={<LayoutDashboard aria-hidden />} title={i18n.t('Nobody made a dashboard yet.')} action={add}>
              {i18n.t('Put charts together that belong together. Whoever may read the application sees it.')}
            </EmptyState>
          }
        />
      </Card>
      {useSession().permissions.has('promql.series.read') ? <StandardCard scope={scope} /> : null}
      {search.add ? (
        <Suspense fallback={null}>
          <NewDialog
            from={search.add === 'file' ? 'file' : 'nothing'}
            applicationId={scope.applicationId ?? null}
            onClose={() => update({ add: undefined })}
          />
        </Suspense>
      ) : null}
    </PageLayout>
  )
}

function columns(scope: Scope): readonly Column<DashboardRow>[] {
  return [
    { id: 'title', title: i18n.t('Title'), width: 'minmax(180px, 2fr)', cell: ({ title }) => title },
    {
      id: 'whose',
      title: i18n.t('For'),
      width: 'minmax(140px, 1fr)',
      rank: 2,
      cell: ({ applicationId }) => (applicationId ? nameIn(scope, applicationId) : i18n.t('All applications')),
    },
    { id: 'panels', title: i18n.t('Panels'), width: '90px', end: true, rank: 3, cell: ({ panelCount }) => figure(panelCount, 'count') },
    { id: 'changed', title: i18n.t('Changed'), width: '120px', rank: 2, cell: ({ updatedAt }) => <RelativeTime at={updatedAt} /> },
  ]
}

/** Of the first environment of the application that is looked at; the page of each lets one choose another. */
function StandardCard({ scope }: { readonly scope: Scope }) {
  const application = scope.applications.find(({ id }) => id === scope.applicationId) ?? scope.applications[0]
  const query = { applicationId: application?.id ?? '', limit: 1 }
  const environment = useRead(useCatalog(), 'listEnvironments', { query }, { enabled: application !== undefined }).data?.items[0]
  const { boards } = useStandard(application && environment ? { applicationId: application.id, environmentId: environment.id } : null)
  if (!application || !environment || !boards) return null
  const search = { application: application.id, environment: environment.id }
  return (
    <Card
      flush
      title={i18n.t('Standard dashboards')}
      note={i18n.t('Made of what {application}, {environment} sends.', { application: application.name, environment: environment.name })}
    >
      {boards.length === 0 ? (
        <EmptyState compact title={i18n.t('Nothing that they show arrived within a day.')} />
      ) : (
        <GlanceList
          label={i18n.t('Standard dashboards')}
          rows={boards.map(({ kind, panels }) => ({
            key: kind,
            title: standardWords(kind),
            note: panels.map(({ panel }) => standardPanelWords(panel)).join(' · '),
            to: href(standardScreen, { kind }, search),
          }))}
        />
      )}
    </Card>
  )
}
