/** The largest tables of a database. */
import { Table2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { WholeDatabase } from './client.ts'

type Row = WholeDatabase['tables'][number]

export function TablesCard({ database }: { readonly database: WholeDatabase }) {
  if (database.readAt === null || database.kind === 'redis') return null
  return (
    <Card flush title={i18n.t('Largest tables')} note={i18n.t('With their indexes; rows as the server estimates them.')}>
      <DataTable
        label={i18n.t('Largest tables')}
        columns={columns()}
        rows={database.tables}
        rowKey={({ name }) => name}
        empty={<EmptyState compact icon={<Table2 aria-hidden />} title={i18n.t('There are no tables.')} />}
      />
    </Card>
  )
}

function columns(): readonly Column<Row>[] {
  return [
    { id: 'name', title: i18n.t('Table'), width: 'minmax(150px, 2fr)', cell: (row) => <code>{row.name}</code> },
    { id: 'bytes', title: i18n.t('Size'), width: '100px', end: true, cell: (row) => figure(row.bytes, 'bytes') },
    { id: 'rows', title: i18n.t('Rows'), width: '100px', end: true, rank: 2, cell: (row) => figure(row.rows, 'count') },
    { id: 'dead', title: i18n.t('Dead'), width: '90px', end: true, rank: 2, cell: (row) => figure(row.deadRows, 'count') },
    {
      id: 'vacuumed',
      title: i18n.t('Vacuumed'),
      width: '110px',
      rank: 3,
      cell: (row) => (row.vacuumedAt ? <RelativeTime at={row.vacuumedAt} /> : '–'),
    },
  ]
}
