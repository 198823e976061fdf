/** What users do with an application: the features, how much each matters, which routes and components carry it. */
import { lazy, Suspense, useState } from 'react'
import { Pencil, Plus, Sparkles } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { usePages } from '#design/session/client.ts'
import { EmptyState } from '#design/states/states.tsx'
import { type Feature, useCatalog } from '../client.ts'
import { importanceWords } from '../words.tsx'

const FeatureDialog = lazy(() => import('./feature-dialog.tsx').then((module) => ({ default: module.FeatureDialog })))

function columns(): readonly Column<Feature>[] {
  return [
    { id: 'name', title: i18n.t('Name'), width: 'minmax(160px, 1.4fr)', cell: (row) => row.name },
    {
      id: 'importance',
      title: i18n.t('Importance'),
      width: '140px',
      cell: (row) => (
        <Badge {...(row.importance === 'ordinary' ? {} : { tone: 'accent' as const })}>{importanceWords(row.importance)}</Badge>
      ),
    },
    {
      id: 'routes',
      title: i18n.t('Routes'),
      width: 'minmax(0, 1.4fr)',
      rank: 2,
      cell: (row) => <code>{row.routes.join('  ') || '–'}</code>,
    },
    { id: 'components', title: i18n.t('Components'), width: '110px', end: true, rank: 2, cell: (row) => row.componentIds.length },
  ]
}

export function FeaturesCard({ applicationId, why }: { readonly applicationId: string; readonly why: string | null }) {
  const catalog = useCatalog()
  const features = usePages(catalog, 'listFeatures', { query: { applicationId } })
  const [open, setOpen] = useState<Feature | 'new' | null>(null)
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setOpen('new')}>
      {i18n.t('Add feature')}
    </Button>
  )
  return (
    <Card
      flush
      title={i18n.t('Features')}
      note={i18n.t('What users do with it. Errors, tickets and tests are counted by feature.')}
      actions={addButton}
    >
      <DataTable
        label={i18n.t('Features')}
        columns={columns()}
        rows={features.rows}
        rowKey={(row) => row.id}
        actions={(row) => (
          <IconButton
            size="small"
            label={i18n.t('Edit {name}', { name: row.name })}
            why={why}
            icon={<Pencil aria-hidden />}
            onClick={() => setOpen(row)}
          />
        )}
        problem={features.error}
        retry={features.refetch}
        more={features.more ? { load: features.loadMore, loading: features.loadingMore } : undefined}
        empty={
          <EmptyState compact icon={<Sparkles aria-hidden />} title={i18n.t('No feature yet.')} action={addButton}>
            {i18n.t('Name what users come for, such as “Checkout”, and the routes behind it.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {open ? <FeatureDialog applicationId={applicationId} feature={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </Card>
  )
}
