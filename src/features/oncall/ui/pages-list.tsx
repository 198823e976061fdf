/** The pages of the last 90 days. */
import { BellOff } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type ListedPage, nameOf, type People, useOncall } from './client.ts'
import { pageScreen } from './screens.ts'
import { pageState, severityWords } from './words.ts'

export function PagesList() {
  const { data, error, refetch } = useRead(useOncall(), 'listPages', { query: {} })
  return (
    <Card title={i18n.t('All pages')} note={i18n.t('The last 90 days, the newest first; at most 100.')} flush>
      <DataTable
        label={i18n.t('All pages')}
        columns={columns(data?.people ?? [])}
        rows={data?.items}
        rowKey={({ id }) => id}
        to={({ id }) => href(pageScreen, { page: id })}
        problem={error}
        retry={() => void refetch()}
        empty={
          <EmptyState icon={<BellOff aria-hidden />} title={i18n.t('Nobody was paged')}>
            {i18n.t(
              'A page is opened when an alert or incident asks for somebody on duty. It then stands here with whom it asked and why.',
            )}
          </EmptyState>
        }
      />
    </Card>
  )
}

function columns(people: People): readonly Column<ListedPage>[] {
  return [
    { id: 'title', title: i18n.t('About'), cell: ({ title }) => title, width: 'minmax(160px, 3fr)' },
    {
      id: 'state',
      title: i18n.t('State'),
      cell: (page) => <StateLabel tone={pageState(page).tone}>{pageState(page).words}</StateLabel>,
      width: 'minmax(120px, 1.3fr)',
      rank: 1,
    },
    {
      id: 'severity',
      title: i18n.t('Severity'),
      cell: ({ severity }) => <StateLabel tone={severity}>{severityWords(severity)}</StateLabel>,
      width: '100px',
      rank: 2,
    },
    {
      id: 'place',
      title: i18n.t('Where'),
      cell: ({ application, environment }) => [application, environment].filter(Boolean).join(' · '),
      width: 'minmax(120px, 1.5fr)',
      rank: 3,
    },
    {
      id: 'answered',
      title: i18n.t('Answered by'),
      cell: ({ answeredBy }) => (answeredBy ? nameOf(people, answeredBy) : '–'),
      width: 'minmax(100px, 1.2fr)',
      rank: 3,
    },
    { id: 'opened', title: i18n.t('Opened'), cell: ({ openedAt }) => <RelativeTime at={openedAt} />, width: '110px', rank: 1 },
  ]
}
