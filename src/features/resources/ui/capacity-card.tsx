/** How much of hosts and databases is used: now, at the peaks of a month, and until when it lasts. */
import { Server } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { useRead } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { type Capacity, type Gauge, useCatalog, useResources } from './client.ts'
import { placeWords } from './finding-words.ts'
import { amount, daysWords, growthWords, hourWords, kindWords, refusalWords, spanWords } from './words.ts'
import styles from './resources.module.css'

export function CapacityCard({ applicationId }: { readonly applicationId: string }) {
  const { data, error, refetch } = useRead(useResources(), 'readCapacity', { params: { id: applicationId }, query: {} })
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: 200 } })
  const nameOf = (id: string) => environments.data?.items.find((one) => one.id === id)?.name ?? ''
  return (
    <Card flush title={i18n.t('Capacity')} note={noteOf(data)}>
      <DataTable
        label={i18n.t('Capacity')}
        columns={columns(nameOf)}
        rows={data?.items}
        rowKey={({ environmentId, kind, host, part, databaseId }) => [environmentId, kind, host, part, databaseId].join(' ')}
        problem={error}
        retry={() => void refetch()}
        empty={
          <EmptyState compact icon={<Server aria-hidden />} title={i18n.t('No host and no database of this application is measured.')}>
            {i18n.t('Start the agent on its hosts, send host metrics with a collector, or let a database be watched.')}
          </EmptyState>
        }
      />
    </Card>
  )
}

function noteOf(capacity: Capacity | undefined): string {
  if (capacity === undefined) return i18n.t('Of the last 30 days by the hour.')
  if (!capacity.complete) return i18n.t('Of the last 30 days by the hour. There are more than are shown: only the latest 200 of each kind.')
  return i18n.t('Of the last 30 days by the hour, in the zone {zone}.', { zone: capacity.zone })
}

function columns(nameOf: (environmentId: string) => string): readonly Column<Gauge>[] {
  return [
    {
      id: 'name',
      title: i18n.t('Resource'),
      width: 'minmax(120px, 2fr)',
      cell: (gauge) => (
        <span className={styles['name']}>
          {kindWords(gauge.kind)}
          <span className={styles['quiet']}>{[placeWords(gauge), nameOf(gauge.environmentId)].filter(Boolean).join(' · ')}</span>
        </span>
      ),
    },
    { id: 'now', title: i18n.t('Now'), width: '88px', end: true, cell: (gauge) => <Level gauge={gauge} value={gauge.now} /> },
    { id: 'p95', title: i18n.t('p95'), width: '92px', end: true, rank: 2, cell: (gauge) => <Level gauge={gauge} value={gauge.p95} /> },
    { id: 'highest', title: i18n.t('Highest'), width: '92px', end: true, rank: 3, cell: ({ highest, unit }) => amount(highest, unit) },
    {
      id: 'peak',
      title: i18n.t('Expected peak'),
      width: '112px',
      rank: 3,
      cell: ({ peak, unit, forecast }) =>
        peak && !forecast ? (
          <span className={styles['name']}>
            {hourWords(peak.hour)}
            <span className={styles['quiet']}>{amount(peak.usual, unit)}</span>
          </span>
        ) : (
          '–'
        ),
    },
    { id: 'full', title: i18n.t('Full in'), width: 'minmax(120px, 1.2fr)', cell: (gauge) => <FullIn gauge={gauge} /> },
  ]
}

function Level({ gauge, value }: { readonly gauge: Gauge; readonly value: number }) {
  const words = amount(value, gauge.unit)
  return gauge.limit !== null && value > gauge.limit ? <StateLabel tone="minor">{words}</StateLabel> : <>{words}</>
}

function FullIn({ gauge }: { readonly gauge: Gauge }) {
  const { forecast } = gauge
  if (!forecast) return <>–</>
  const { days, soonestDays, latestDays, refusedAs } = forecast
  const growth = growthWords(gauge)
  return (
    <span className={styles['name']}>
      {days === null ? refusalWords(refusedAs ?? 'too_few_days') : daysWords(days)}
      <span className={styles['quiet']}>{days === null ? growth : spanWords(soonestDays ?? days, latestDays ?? days)}</span>
    </span>
  )
}
