/** The statements that took most of the time. */
import { useState } from 'react'
import { ScrollText } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { useRead } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { type Statement, type WholeDatabase, useDatabases } from './client.ts'
import { type Span, spanOptions, useRange } from './span.ts'
import styles from './databases.module.css'

export function StatementsCard({ database }: { readonly database: WholeDatabase }) {
  const [span, setSpan] = useState<Span>('hour')
  const query = useRange(span)
  const { data, error, refetch } = useRead(useDatabases(), 'listStatements', { params: { id: database.id }, query }, { keep: true })
  if (database.readAt === null || database.kind === 'redis') return null
  return (
    <Card
      flush
      title={i18n.t('Statements')}
      note={i18n.t('Those that took most of the time, without the values in them.')}
      actions={
        <RadioGroup bar hideLabel label={i18n.t('Span of time of statements')} value={span} onChange={setSpan} options={spanOptions()} />
      }
    >
      <DataTable
        label={i18n.t('Statements')}
        columns={columns(database.slowMs)}
        rows={data?.items}
        rowKey={({ fingerprint }) => fingerprint}
        problem={error}
        retry={() => void refetch()}
        empty={
          <EmptyState compact icon={<ScrollText aria-hidden />} title={i18n.t('No statement was counted in this time.')}>
            {i18n.t('The second reading brings the first ones.')}
          </EmptyState>
        }
      />
    </Card>
  )
}

function columns(slowMs: number): readonly Column<Statement>[] {
  return [
    {
      id: 'text',
      title: i18n.t('Statement'),
      width: 'minmax(180px, 3fr)',
      ownLine: true,
      cell: ({ text, fingerprint }) => <code className={styles['statement']}>{text || fingerprint}</code>,
    },
    { id: 'share', title: i18n.t('Of the time'), width: '90px', end: true, cell: ({ share }) => figure(share * 100, 'percent') },
    {
      id: 'mean',
      title: i18n.t('Mean'),
      width: '100px',
      end: true,
      cell: ({ meanMs }) => (meanMs > slowMs ? <StateLabel tone="minor">{figure(meanMs, 'ms')}</StateLabel> : figure(meanMs, 'ms')),
    },
    { id: 'calls', title: i18n.t('Calls'), width: '90px', end: true, cell: ({ calls }) => figure(calls, 'count') },
    { id: 'rows', title: i18n.t('Rows'), width: '90px', end: true, rank: 2, cell: ({ rows }) => figure(rows, 'count') },
  ]
}
