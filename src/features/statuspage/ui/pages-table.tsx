/** Status pages as a list. */
import { Megaphone } from 'lucide-react'
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { nameIn, useScope } from '#design/navigation/scope.ts'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { type ListedPage, useStatusPages } from './client.ts'
import { statusPageScreen } from './screens.ts'
import { pageStateWords } from './words.ts'

/** Of one application, or all that the reader may see. */
export function PagesTable({ applicationId, action }: { readonly applicationId?: string; readonly action: ReactNode }) {
  const { data, error, refetch } = useRead(useStatusPages(), 'listPages', { query: applicationId ? { applicationId } : {} })
  const scope = useScope()
  const columns: readonly Column<ListedPage>[] = [
    { id: 'name', title: i18n.t('Name'), width: 'minmax(160px, 2fr)', cell: ({ name }) => name },
    {
      id: 'state',
      title: i18n.t('State'),
      width: 'minmax(120px, 1fr)',
      cell: (page) => {
        const { tone, words } = pageStateWords(page)
        return <StateLabel tone={tone}>{words}</StateLabel>
      },
    },
    {
      id: 'waiting',
      title: i18n.t('Drafts'),
      width: '110px',
      cell: ({ waiting }) => (waiting > 0 ? <Badge tone="accent">{i18n.t('{count} waiting', { count: waiting })}</Badge> : '–'),
    },
    {
      id: 'client',
      title: i18n.t('Client'),
      width: 'minmax(100px, 1fr)',
      rank: 2,
      cell: ({ clientId }) => (clientId ? nameIn(scope, clientId) : i18n.t('The organisation’s own')),
    },
    { id: 'slug', title: i18n.t('Address'), width: 'minmax(120px, 1fr)', rank: 3, cell: ({ slug }) => `/status/${slug}` },
  ]
  return (
    <DataTable
      label={i18n.t('Status pages')}
      columns={columns}
      rows={data?.items}
      rowKey={({ id }) => id}
      to={({ id }) => href(statusPageScreen, { page: id })}
      problem={error}
      retry={() => void refetch()}
      empty={
        <EmptyState icon={<Megaphone aria-hidden />} title={i18n.t('No status page yet.')} action={action}>
          {i18n.t('A status page tells your users how things are, also while you are busy mending them.')}
        </EmptyState>
      }
    />
  )
}
