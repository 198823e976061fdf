/** Which applications are used how much, this week against the week before. */
import { MousePointerClick } from 'lucide-react'
import { i18n } from '@lingui/core'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { useRead } from '#design/session/client.ts'
import { EmptyState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { type ApplicationRow, useActivity } from './client.ts'
import { beforeWords } from './words.ts'

export function ActivityPage() {
  const { data, error, refetch } = useRead(useActivity(), 'listActivity', {})
  return (
    <ListLayout
      title={i18n.t('Activity')}
      summary={i18n.t(
        'Sessions that browsers told in the last seven days, against the seven before. Pages name nobody, so people are not counted.',
      )}
    >
      <DataTable
        label={i18n.t('Activity')}
        columns={columns()}
        rows={data?.items}
        rowKey={({ applicationId }) => applicationId}
        to={({ applicationId }) => `/applications/${applicationId}?tab=activity`}
        problem={error}
        retry={() => void refetch()}
        empty={
          <EmptyState icon={<MousePointerClick aria-hidden />} title={i18n.t('No browser told anything in two weeks.')}>
            {i18n.t('The tab Pages of an application has the line that its pages need.')}
          </EmptyState>
        }
      />
    </ListLayout>
  )
}

function columns(): readonly Column<ApplicationRow>[] {
  return [
    { id: 'application', title: i18n.t('Application'), width: 'minmax(160px, 2fr)', cell: ({ application }) => application },
    { id: 'client', title: i18n.t('Client'), width: 'minmax(120px, 1fr)', rank: 3, cell: ({ client }) => client ?? i18n.t('Our own') },
    { id: 'sessions', title: i18n.t('Sessions'), width: '100px', end: true, cell: ({ sessions }) => figure(sessions.now, 'count') },
    { id: 'before', title: i18n.t('Week before'), width: '180px', end: true, rank: 2, cell: ({ sessions }) => beforeWords(sessions) },
    { id: 'views', title: i18n.t('Page views'), width: '110px', end: true, rank: 3, cell: ({ views }) => figure(views.now, 'count') },
  ]
}
