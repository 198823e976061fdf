/** Erasures with what was done. Nobody is named: that is the point. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { DataTable, type Column } from '#design/data-table/data-table.tsx'
import { useRead } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { usePrivacy, type Erasure } from './client.ts'

/** While files and figures are still being removed. */
const LOOK_AGAIN_MS = 2 * SECOND_MS

function columns(): readonly Column<Erasure>[] {
  return [
    { id: 'at', title: i18n.t('When'), width: '120px', cell: (row) => <RelativeTime at={row.requestedAt} /> },
    { id: 'state', title: i18n.t('Result'), width: 'minmax(120px, 1fr)', cell: (row) => <Result row={row} /> },
    {
      id: 'counts',
      title: i18n.t('Removed'),
      width: 'minmax(0, 2fr)',
      rank: 2,
      cell: (row) =>
        Object.values(row.counts)
          .flatMap((kinds) => Object.entries(kinds).map(([kind, count]) => `${kind.replaceAll('_', ' ')}: ${count}`))
          .join(', ') || '–',
    },
    {
      id: 'remains',
      title: i18n.t('Texts of others that still name them'),
      width: 'minmax(0, 2fr)',
      rank: 3,
      cell: (row) =>
        Object.entries(row.remains ?? {})
          .map(([place, count]) => `${place}: ${count}`)
          .join(', ') || '–',
    },
    { id: 'reason', title: i18n.t('Reason'), width: 'minmax(0, 1fr)', rank: 3, cell: (row) => row.reason || '–' },
  ]
}

export function ErasuresCard() {
  const privacy = usePrivacy()
  const list = useRead(
    privacy,
    'listErasures',
    { query: { limit: 50 } },
    { everyMs: (data) => (data?.items.some(({ finishedAt }) => finishedAt === null) ? LOOK_AGAIN_MS : undefined) },
  )
  return (
    <Card flush title={i18n.t('Erasures')} note={i18n.t('What was done for whom nobody can say any more.')}>
      <DataTable
        label={i18n.t('Erasures')}
        columns={columns()}
        rows={list.data?.items}
        rowKey={(row) => row.id}
        problem={list.error}
        empty={<EmptyState compact title={i18n.t('Nobody was erased.')} />}
      />
    </Card>
  )
}

function Result({ row }: { readonly row: Erasure }) {
  if (row.finishedAt === null) return <StateLabel tone="unknown">{i18n.t('Under way')}</StateLabel>
  return <StateLabel tone="good">{i18n.t('Done')}</StateLabel>
}
