/** Deadlines that fell due and could not be handled; they are tried again by themselves. */
import { CircleCheckBig } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { useRead } from '#design/session/client.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type LateDeadline, useOperation } from '../client.ts'

function columns(): readonly Column<LateDeadline>[] {
  return [
    { id: 'kind', title: i18n.t('Kind'), width: 'minmax(140px, 1fr)', cell: (row) => <code>{row.kind}</code> },
    { id: 'error', title: i18n.t('Error'), width: 'minmax(0, 2fr)', cell: (row) => <span title={row.error}>{row.error}</span> },
    { id: 'attempts', title: i18n.t('Attempts'), width: '90px', end: true, rank: 2, cell: (row) => row.attempts },
    { id: 'again', title: i18n.t('Tried again'), width: '120px', end: true, rank: 2, cell: (row) => <RelativeTime at={row.tryAt} /> },
    { id: 'due', title: i18n.t('Was due'), width: '110px', end: true, cell: (row) => <RelativeTime at={row.dueAt} /> },
  ]
}

export function LateDeadlines() {
  const operation = useOperation()
  const late = useRead(operation, 'listLateDeadlines', {})
  return (
    <Card flush title={i18n.t('Late deadlines')} note={i18n.t('They are tried again by themselves, less and less often.')}>
      <DataTable
        label={i18n.t('Late deadlines')}
        columns={columns()}
        rows={late.data?.items}
        rowKey={(row) => `${row.kind} ${row.record} ${row.dueAt}`}
        problem={late.error}
        retry={() => void late.refetch()}
        empty={<EmptyState compact icon={<CircleCheckBig aria-hidden />} title={i18n.t('Every deadline was handled in time.')} />}
      />
    </Card>
  )
}
